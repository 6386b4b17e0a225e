# What `cmake --install` lays out and `cpack` packs. No path of this tree is compiled in: the program finds what comes with
# it by where it stands itself (sim/experiment/installation.h), so that an installed tree may be moved. A build folder is
# laid out the same way, by links to this tree.
include(GNUInstallDirs)

set(shared ${PROJECT_BINARY_DIR}/share/chokepoint)
file(MAKE_DIRECTORY ${shared})
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/scenarios ${shared}/scenarios SYMBOLIC)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/tools/figures ${shared}/figures SYMBOLIC)

# What the program says of itself is made by the program, and so never of another one.
set(texts ${PROJECT_BINARY_DIR}/texts)
add_custom_command(OUTPUT ${texts}/made DEPENDS chokepoint CHANGELOG.md ${CMAKE_CURRENT_LIST_DIR}/texts.cmake
  COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:chokepoint> -D TEXTS=${texts} -D CHANGELOG=${PROJECT_SOURCE_DIR}/CHANGELOG.md
    -P ${CMAKE_CURRENT_LIST_DIR}/texts.cmake
  COMMENT "Writing the manual page, completions and schemas" VERBATIM)
add_custom_target(texts ALL DEPENDS ${texts}/made)

# The program looks for its library and its files by these names, so no lib64 and no other share.
install(TARGETS chokepoint RUNTIME DESTINATION bin)
install(TARGETS surrogates http LIBRARY DESTINATION lib/chokepoint)
install(DIRECTORY scenarios DESTINATION share/chokepoint)
install(FILES tools/figures/package.json tools/figures/package-lock.json tools/figures/render.mjs tools/figures/.npmrc tools/figures/reference.docx
  tools/figures/page.css tools/figures/page.js tools/figures/page_reading.html tools/figures/explore.html tools/figures/explore.css
  tools/figures/explore.js tools/figures/explore_charts.js tools/figures/explore_map.js
  DESTINATION share/chokepoint/figures)
install(DIRECTORY ${texts}/share DESTINATION .)
install(FILES LICENSE DESTINATION share/doc/chokepoint RENAME copyright)  # as Debian looks for it
# As Debian wants it of what is written for it first.
install(FILES ${texts}/changelog.gz DESTINATION share/doc/chokepoint)
install(FILES README.md CHANGELOG.md CITATION.cff LICENSE DESTINATION share/doc/chokepoint)

set(CPACK_PACKAGE_NAME chokepoint)
set(CPACK_PACKAGE_VENDOR "The Chokepoint authors")
set(CPACK_PACKAGE_CONTACT "The Chokepoint authors <maintainers@chokepoint.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "Says how many chips of which kind reach China under export controls, through
which channel and when: foundries, designers, sellers, buyers, smuggling rings,
customs and authorities, week by week, under rules written as dated data.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_RESOURCE_FILE_README ${PROJECT_SOURCE_DIR}/README.md)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What draws figures is asked for by who wants pictures.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nodejs (>= 18), npm, fonts-dejavu-core, pandoc")
include(CPack)
