# Writes OUTPUT from build_facts.h.in. Runs at every build, since a commit changes no file that a build depends on;
# configure_file leaves an unchanged file alone, so that nothing is compiled needlessly.
# Given: SOURCE (the repository), OUTPUT, VERSION, COMPILER, FLAGS.
set(COMMIT unknown)
set(CHANGES unknown)
set(COMMIT_DAY "")
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --show-toplevel
    OUTPUT_VARIABLE top OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  file(REAL_PATH ${SOURCE} source)
  # An unpacked archive may lie inside some other repository, whose commits say nothing of it.
  if(NOT failed AND top STREQUAL source)
    execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse HEAD
      OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
      set(COMMIT ${head})
      execute_process(COMMAND ${GIT} -C ${SOURCE} log -1 --format=%cs
        OUTPUT_VARIABLE COMMIT_DAY OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    endif()
    # What the program is made of; results and texts may change without making it another program.
    execute_process(COMMAND ${GIT} -C ${SOURCE} --no-optional-locks status --porcelain --
      CMakeLists.txt sim models tools
      OUTPUT_VARIABLE changed ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
      if(changed STREQUAL "")
        set(CHANGES none)
      else()
        set(CHANGES uncommitted)
      endif()
    endif()
  endif()
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/build_facts.h.in ${OUTPUT} @ONLY)
