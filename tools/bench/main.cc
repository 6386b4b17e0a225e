// Benchmarks of the engine: `bench --benchmark_filter=supply`.
#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
