#include "tools/commands.h"

int main(int argc, char** argv) { return tools::run_program(argc, argv); }
