#!/usr/bin/env bash
# A training shared by several processes as one Slurm job (help page training, "In several processes"):
#
#   sbatch --ntasks=8 --cpus-per-task=8 --mem-per-cpu=4G --requeue packaging/cluster/train.sh \
#       fine-tune --recipe prism-fine-tune.json --base MODEL --table train.csv --images FILMS --state /shared/state
#
# Folders lie on a disk that all nodes see. A job that is requeued goes on from the state that was saved last.
set -euo pipefail
: "${SLURM_NTASKS:?this script runs as a Slurm job: sbatch --ntasks=N}"
export CONTRAFACT_CLI=${CONTRAFACT_CLI:-contrafact-cli}
export OMP_WAIT_POLICY=passive OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}
WORLD_SIZE=$SLURM_NTASKS
MASTER_ADDR=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
MASTER_PORT=$((20000 + SLURM_JOB_ID % 20000)) # Of its own for each job of a node.
export WORLD_SIZE MASTER_ADDR MASTER_PORT
# A process that fails ends the others, which would wait for it.
exec srun --kill-on-bad-exit=1 bash -c \
    'RANK=$SLURM_PROCID exec "$CONTRAFACT_CLI" train "$@" --threads "${SLURM_CPUS_PER_TASK:-1}"' train "$@"
