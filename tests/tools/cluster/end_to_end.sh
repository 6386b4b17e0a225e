#!/bin/bash
# A study on a real Slurm. One node dies, one task is preempted, one store is truncated; what is merged must be what one
# machine makes.
# usage: end_to_end.sh PROGRAM SCENARIOS; says what it does, and ends with 1 where something is not as it must be
set -euo pipefail
program=$(realpath "$1")
scenarios=$(realpath "$2")
# shellcheck source=tests/tools/cluster/slurm.sh
. "$(dirname "$0")/slurm.sh"
say "a controller and three nodes are up"

cd "$here"
cat >study.yaml <<STUDY
study: small
title: Money under two policies
scenarios: [history, tight]
years: [2022, 2023]
levers:
  money: {path: parameters.demand.chinese_spending, levels: [0.5, 0.8, 1, 1.5, 2]}
design: {method: grid}
replicates: 120
STUDY
study=(./study.yaml --scenarios "$scenarios")
"$program" sweep "${study[@]}" --out one --quiet >/dev/null || fail "the study does not run on one machine"
runs=$(wc -l <one/csv/runs.csv)
say "on one machine: $((runs - 1)) runs"

# As if a run took much longer, so that there are many chunks.
submit=("$program" submit "${study[@]}" --out results --tasks 3 --seconds-a-run 1.5 --time 10)
if "$program" submit "${study[@]}" --out many --tasks 900 --seconds-a-run 600 2>refusal.txt; then
  fail "an array larger than the cluster allows is submitted"
fi
grep -q "numbers the tasks of an array up to 10" refusal.txt || fail "wrong refusal: $(cat refusal.txt)"
"${submit[@]}" --dry-run >dry.txt || fail "--dry-run"
test ! -e results || fail "--dry-run writes"
"${submit[@]}" || fail "submit"
other=$(sbatch --parsable --hold --wrap true --output=/dev/null)
job=$(sed -n 's/.*"array": "\([0-9]*\)".*/\1/p' results/cluster/plan.json)
done_runs() { "$program" status results --format csv | awk -F, 'NR > 1 { done += $3 } END { print done + 0 }'; }
some_are_done() { [ "$(done_runs)" -ge "$1" ]; }
until_it_holds 60 some_are_done 100 || fail "no runs: $("$program" status results)"
grep -q "running" <("$program" status results) || fail "status does not say that tasks run"

node_of() { squeue --noheader --array --states=running --format='%K %N' --jobs="$job" | awk -v task="$1" '$1 == task { print $2 }'; }
dying=$(node_of 2)
preempted=$(node_of 1)
if [ -z "$dying" ] || [ -z "$preempted" ]; then fail "tasks 1 and 2 are not at work: $(squeue --array)"; fi
say "$dying dies, with the task on it"
# What watches over the task first, or it would tell of its end.
number=$(scontrol show job "${job}_2" | sed -n 's/^JobId=\([0-9]*\).*/\1/p')
pkill -9 -f "slurmstepd: \\[$number\\." || fail "nothing watches over task 2"
kill -9 "${node[$dying]}"
for process in $(processes_of); do
  if grep -qsz "^SLURM_JOB_ID=$number\$" "/proc/$process/environ"; then kill -9 "$process"; fi
done
say "$preempted is wanted for something urgent"
sbatch --partition=urgent --nodelist="$preempted" --output=/dev/null --wrap "sleep 1" >/dev/null

state_of() { squeue --noheader --array --states=all --format='%K %T' --jobs="$job" | awk -v task="$1" '$1 == task { print $2 }'; }
# Slurm waits two minutes before it begins again what was ended.
task_is_over() {
  scontrol update "JobId=${job}_$1" StartTime=now || true
  [ "$(state_of "$1")" = COMPLETED ]
}
restarts_of() { scontrol show job "${job}_$1" | sed -n 's/.*Restarts=\([0-9]*\).*/\1/p'; }
was_preempted() { [ "$(restarts_of 1)" -ge 1 ]; }
until_it_holds 60 was_preempted || fail "task 1 was not preempted: $(squeue --array)"
say "task 1 was preempted and is in the queue again"
was_lost() { [ "$(restarts_of 2)" -ge 1 ]; }
until_it_holds 90 was_lost || fail "task 2 was not put into the queue again: $(sinfo -Nl; squeue --array)"
say "task 2 lost its node and is in the queue again"
start_node "$dying"
for task in 1 2 3; do
  until_it_holds 120 task_is_over "$task" || fail "task $task does not end: $("$program" status results; squeue --array)"
done
say "all tasks are over"

merge_is_over() { ! squeue --noheader --states=pending,running --format=%j | grep -q merge; }
until_it_holds 60 merge_is_over || fail "the merge does not end"
diff -r one/csv results/csv >/dev/null || fail "the merge is not what one machine makes"
say "merged: the bytes of one machine"

truncate -s -30000 results/shards/task-0003/results.sqlite
rm -r results/csv results/results.sqlite
if "$program" merge results 2>refusal.txt; then fail "a truncated store is merged"; fi
grep -q "task-0003" refusal.txt || fail "the refusal does not name the store: $(cat refusal.txt)"
"${submit[@]}" --retry-failed || fail "submit --retry-failed"
job=$(sed -n 's/.*"array": "\([0-9]*\)".*/\1/p' results/cluster/plan.json | tail -n 1)
for task in 1 2 3; do
  until_it_holds 120 task_is_over "$task" || fail "task $task does not end again: $("$program" status results; squeue --array)"
done
until_it_holds 60 merge_is_over || fail "the merge does not end again"
test -e results/shards/task-0003/results.sqlite.damaged-1 || fail "the damaged store is gone"
diff -r one/csv results/csv >/dev/null || fail "what is merged after the damage is not what one machine makes"
say "a truncated store was made anew: the bytes of one machine"

"$program" submit "${study[@]}" --out stopped --tasks 3 --seconds-a-run 2 >/dev/null || fail "submit"
"$program" cancel stopped >/dev/null || fail "cancel"
none_is_left() { ! squeue --noheader --format=%j | grep -q chokepoint; }
until_it_holds 30 none_is_left || fail "cancel leaves jobs: $(squeue)"
[ "$(squeue --noheader --format=%T --jobs="$other")" = PENDING ] || fail "cancel ended a job that is not its own"
say "cancelled what was submitted, and nothing else"
