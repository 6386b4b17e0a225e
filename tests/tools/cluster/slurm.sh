# A real Slurm for a test: one controller and three nodes of one processor on this machine, on ports of their own, in a folder
# of their own, ended by process number. To be sourced; what it makes is $here, ${node[NAME]}, say, fail, until_it_holds,
# start_node, processes_of.
# shellcheck shell=bash
set -euo pipefail

for needed in slurmctld slurmd sbatch squeue scontrol scancel munged; do
  if ! PATH="$PATH:/usr/sbin" command -v "$needed" >/dev/null; then
    echo "no $needed: tools/setup test installs it (Debian: slurmctld slurmd slurm-client munge)" >&2
    exit 1
  fi
done
export PATH="$PATH:/usr/sbin"

here=$(mktemp -d /tmp/chokepoint-slurm-XXXXXX)
started=()
# Steps that a node started outlive it, and carry its name.
processes_of() { grep -lsz "^SLURM_CONF=$here/slurm.conf\$" /proc/[0-9]*/environ | cut -d/ -f3 || true; }
clean_up() {
  for process in "${started[@]}"; do kill -9 "$process" 2>/dev/null || true; done
  # word splitting is wanted: one number each
  # shellcheck disable=SC2046
  kill -9 $(processes_of) 2>/dev/null || true
  wait 2>/dev/null || true
  [ -n "${KEEP:-}" ] || rm -rf "$here"
}
trap clean_up EXIT
fail() {
  echo "FAILED: $*" >&2
  tail -n 5 "$here"/log/*.log "$here"/results/cluster/logs/* >&2 2>/dev/null || true
  exit 1
}
say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
# Waits until a command succeeds, so many seconds at most.
until_it_holds() {
  local most=$1
  shift
  for ((i = 0; i < 5 * most; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  return 1
}
free_port() {
  # A port that nobody listens on now, far from those that systems give out by themselves.
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
}

mkdir -p "$here"/{state,log,run}
host=$(hostname -s)
head -c 1024 /dev/urandom >"$here/run/munge.key"
chmod 600 "$here/run/munge.key"
chmod 755 "$here" "$here/run"
cat >"$here/slurm.conf" <<CONF
ClusterName=tried
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$here/run/munge.socket
CredType=cred/munge
StateSaveLocation=$here/state
SlurmdSpoolDir=$here/spool-%n
SlurmctldPidFile=$here/run/slurmctld.pid
SlurmdPidFile=$here/run/slurmd-%n.pid
SlurmctldLogFile=$here/log/slurmctld.log
SlurmdLogFile=$here/log/slurmd-%n.log
MailProg=/bin/true
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SlurmctldParameters=node_reg_mem_percent=0
ReturnToService=2
SlurmdTimeout=10
KillWait=10
MinJobAge=3000
JobRequeue=1
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
MaxArraySize=11
$(for n in 1 2 3; do
  echo "NodeName=n$n NodeHostname=$host NodeAddr=127.0.0.1 Port=$(free_port) CPUs=1 State=UNKNOWN"
done)
PartitionName=all Nodes=n1,n2,n3 Default=YES PriorityTier=1 State=UP
PartitionName=urgent Nodes=n1,n2,n3 PriorityTier=9 PreemptMode=OFF State=UP
CONF
# No control groups are used; the plugin that looks for none must be named, or nodes do not start where there are none.
echo "CgroupPlugin=cgroup/v1" >"$here/cgroup.conf"
export SLURM_CONF="$here/slurm.conf"

munged --foreground --force --socket="$here/run/munge.socket" --key-file="$here/run/munge.key" \
  --pid-file="$here/run/munged.pid" --log-file="$here/log/munged.log" --seed-file="$here/run/munge.seed" >"$here/log/munged.out" 2>&1 &
started+=($!)
until_it_holds 10 test -S "$here/run/munge.socket" || fail "munged does not start"
slurmctld -D >"$here/log/slurmctld.out" 2>&1 &
started+=($!)
declare -A node
start_node() {
  mkdir -p "$here/spool-$1"
  slurmd -D -N "$1" >"$here/log/$1.out" 2>&1 &
  # shellcheck disable=SC2034  # used by who sources this
  node[$1]=$!
  started+=($!)
}
for n in n1 n2 n3; do start_node $n; done
three_are_idle() { [ "$(sinfo --noheader --Node --format=%N --states=idle --partition=all | sort -u | wc -l)" = 3 ]; }
until_it_holds 30 three_are_idle || fail "the nodes do not come up"
