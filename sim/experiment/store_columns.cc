#include "sim/experiment/store.h"

namespace sim {
namespace {

constexpr StoreColumn kColumns[] = {
    {"study", "name", "", "what the study is called"},
    {"study", "title", "", "what it asks, in a line"},
    {"study", "text", "", "the study file as resolved (YAML)"},
    {"study", "method", "", "how the design was made"},
    {"study", "points", "", "rows of the design"},
    {"study", "replicates", "", "runs of each point under each scenario"},
    {"study", "seed", "", "of all random draws; text, because it may need all 64 bits"},

    {"builds", "build", "", "number of a program that wrote here, from 1"},
    {"builds", "version", "", "of the program"},
    {"builds", "revision", "", "commit that it was built from"},
    {"builds", "changes", "", "none, uncommitted or unknown: whether the sources were those of the commit"},
    {"builds", "compiler", "", "with its version"},
    {"builds", "flags", "", "of the compiler"},
    {"builds", "program", "", "FNV-1a, 64 bits, of its file, where no commit tells what it is; else empty"},
    {"builds", "command_line", "", "with which it first wrote"},

    {"inputs", "input", "", "number of a file that was read, from 1"},
    {"inputs", "path", "", "as the user gave it"},
    {"inputs", "hash", "", "FNV-1a, 64 bits, of its content"},

    {"factors", "factor", "", "number of a thing that the study varies, from 1"},
    {"factors", "name", "", "its path in a scenario"},
    {"factors", "unit", "", "of its values"},
    {"factors", "says", "", "what it is"},
    {"factors", "source", "", "where its range is from"},
    {"factors", "confidence", "", "in its range"},
    {"factors", "low", "the factor's", "least value"},
    {"factors", "high", "the factor's", "greatest value"},
    {"factors", "shape", "", "of its distribution"},
    {"factors", "levels", "", "how many values it takes; 0: any between low and high"},
    {"factors", "group_name", "", "factors of one group move together; empty: none"},

    {"outputs", "output", "", "number of a value that is kept of each run, from 1"},
    {"outputs", "measure", "", "what is measured"},
    {"outputs", "unit", "", "of its values"},
    {"outputs", "says", "", "how it is counted"},
    {"outputs", "year", "", "at whose end"},
    {"outputs", "place", "",
     "among the outputs that the study asks for, from 1; NULL: kept besides, or of a former study"},

    {"scenarios", "scenario", "", "number of a scenario, from 1"},
    {"scenarios", "name", "", "as the study calls it"},
    {"scenarios", "title", "", "for readers"},
    {"scenarios", "hash", "", "of the resolved scenario"},
    {"scenarios", "resolved", "", "the whole scenario (YAML)"},
    {"scenarios", "place", "", "among those that the study asks for, from 1; NULL: kept of a former study"},

    {"points", "point", "", "number of a row of the design; beyond its end: kept of a former study"},
    {"points", "sum", "", "checksum of the point and its values"},

    {"point_values", "point", "", "the row of the design"},
    {"point_values", "factor", "", "number of the factor"},
    {"point_values", "u", "", "where the value stands in the unit cube, 0 to 1"},
    {"point_values", "value", "the factor's", "what the factor was set to"},

    {"runs", "run", "", "number of a run in this file only; says nothing elsewhere"},
    {"runs", "point", "", "the row of the design"},
    {"runs", "scenario", "", "number of the scenario"},
    {"runs", "replicate", "", "number among the runs of a point under a scenario"},
    {"runs", "key", "", "hash of all that decides the outcome"},
    {"runs", "build", "", "number of the program that ran it"},
    {"runs", "error", "", "why it failed; NULL: it succeeded"},
    {"runs", "sum", "", "checksum of the run and its results"},

    {"results", "run", "", "number of the run"},
    {"results", "output", "", "number of the output"},
    {"results", "value", "the output's", "NULL: undefined; Inf: infinite"},

    {"details", "run", "", "number of the run"},
    {"details", "bytes", "", "all that the program which ran it keeps of a run, for itself"},

    {"checksums", "of", "",
     "study: what says what the study is; runs: all runs together; keys: what they were compared with"},
    {"checksums", "sum", "", "FNV-1a, 64 bits"},

    {"work", "done", "weeks", "that were run, of all runs that were made into the file"},
    {"work", "asked", "weeks", "that they would have taken, had none shared its past with others"},

    {"results_named", "point", "", "the row of the design"},
    {"results_named", "scenario", "", "name of the scenario"},
    {"results_named", "replicate", "", "number among the runs of a point under a scenario"},
    {"results_named", "measure", "", "what is measured"},
    {"results_named", "year", "", "at whose end"},
    {"results_named", "unit", "", "of the value"},
    {"results_named", "value", "the output's", "NULL: undefined; Inf: infinite"},

    {"wide", "point", "", "the row of the design"},
    {"wide", "scenario", "", "name of the scenario"},
    {"wide", "replicate", "", "number among the runs of a point under a scenario"},
    {"wide", "build", "", "number of the program that ran it"},
    {"wide", "error", "", "why it failed; NULL: it succeeded"},
    {"wide", "<factor>", "the factor's", "what the factor was set to, a column each"},
    {"wide", "<measure>_<year>", "the output's",
     "value at the end of the year, a column each; NULL: undefined or failed"},
};

}  // namespace

std::span<const StoreColumn> store_columns() { return kColumns; }

}  // namespace sim
