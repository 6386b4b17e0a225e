#include "sim/engine/kept_memory.h"
#include "tools/commands.h"

int main(int argc, char** argv) {
  sim::keep_memory();
  return tools::run_program(argc, argv);
}
