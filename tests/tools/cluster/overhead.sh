#!/bin/bash
# What a scheduler costs: a study on two nodes of a real Slurm on this machine, beside the same on two threads of it.
# usage: overhead.sh PROGRAM SCENARIOS [REPLICATES]   (default 1500: some minutes); needs a quiet machine of two processors
set -euo pipefail
program=$(realpath "$1")
scenarios=$(realpath "$2")
replicates=${3:-1500}
# shellcheck source=tests/tools/cluster/slurm.sh
. "$(dirname "$0")/slurm.sh"

cd "$here"
scontrol update NodeName=n3 State=DRAIN Reason=two
study=(levers --scenarios "$scenarios" --replicates "$replicates")
seconds() { date +%s.%N; }
begun=$(seconds)
"$program" sweep "${study[@]}" --out one --threads 2 --quiet >/dev/null
one=$(echo "$(seconds) - $begun" | bc)
runs=$(wc -l <one/csv/runs.csv)
say "one machine, two threads: $((runs - 1)) runs in $one s"
begun=$(seconds)
"$program" submit "${study[@]}" --out results --tasks 2 >submitted.txt
merge=$(sed -n 's/.*, and \([0-9]*\) behind it.*/\1/p' submitted.txt)
merge_has_ended() { [ "$(squeue --noheader --states=all --format=%T --jobs="$merge")" = COMPLETED ]; }
until_it_holds 3600 merge_has_ended || fail "it does not end"
two=$(echo "$(seconds) - $begun" | bc)
diff -r one/csv results/csv >/dev/null || fail "the merge is not what one machine makes"
say "submitted, on two nodes, merged: $two s, $(echo "scale=1; 100 * ($two - $one) / $one" | bc) % more"
