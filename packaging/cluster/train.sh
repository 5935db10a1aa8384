#!/usr/bin/env bash
# A training shared by several processes as one Slurm job (help page training, "In several processes"):
#
#   sbatch --ntasks=8 --cpus-per-task=8 --mem-per-cpu=4G packaging/cluster/train.sh \
#       fine-tune --recipe prism-fine-tune.json --base MODEL --table train.csv --images FILMS --state /shared/state
#
# Folders lie on a disk that all nodes see, and contrafact-cli is in every node's PATH, or CONTRAFACT_CLI names it. Five
# minutes before its time is over the job is asked to stop, and saves; submitted again, or requeued after a node's death
# or for another job, it goes on from the state that was saved last. GLOO_SOCKET_IFNAME names the nodes' network interface
# where their host names do not lead to it; MASTER_PORT another port than the job's own.
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=TERM@300
set -euo pipefail
: "${SLURM_JOB_NODELIST:?this script runs as a Slurm job: sbatch --ntasks=N}"
: "${1:?what to train is missing: fine-tune or classifier, and its options}"
export CONTRAFACT_CLI=${CONTRAFACT_CLI:-contrafact-cli}
cpus=${SLURM_CPUS_PER_TASK:-1}
export OMP_WAIT_POLICY=passive OMP_NUM_THREADS=$cpus

# The address of the first node, where rank 0 is: a node's name in Slurm need not be one of the network.
nodes=$(scontrol show hostnames "$SLURM_JOB_NODELIST")
first=${nodes%%$'\n'*}
about=$(scontrol --oneliner show node "$first")
[[ $about =~ NodeAddr=([^[:space:]]+) ]] && first=${BASH_REMATCH[1]}
export MASTER_ADDR=$first
# Of its own for each job of a node, below those that the system gives to whoever asks (from 32768).
export MASTER_PORT=${MASTER_PORT:-$((20000 + SLURM_JOB_ID % 12000))}

# srun does not hand on --cpus-per-task by itself (Slurm 22.05 and later), and the processes are none of MPI's. One that
# fails ends the others, which would wait for it; one that was asked to stop (exit code 4) has not failed: the first
# process may still be saving. A stop reaches the shell, too, which waits for its program.
exec srun --kill-on-bad-exit=1 --mpi=none --cpus-per-task="$cpus" bash -c '
    trap : TERM
    code=0
    RANK=$SLURM_PROCID WORLD_SIZE=$SLURM_NTASKS "$CONTRAFACT_CLI" train "$@" --threads "${SLURM_CPUS_PER_TASK:-1}" || code=$?
    [ "$code" -eq 4 ] || exit "$code"' train "$@"
