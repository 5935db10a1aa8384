#!/usr/bin/env bash
# One shard of a batch as a Slurm job array (https://slurm.schedmd.com/job_array.html). Submit it with the number of shards:
#
#   sbatch --array=1-16 --cpus-per-task=2 --mem=8G --requeue packaging/cluster/batch-array.sh plan.json /shared/out
#
# and join the shards when all have ended:
#
#   contrafact-cli batch merge /shared/out/shard-* --output /shared/out/all
#
# A node that dies costs its unfinished edits alone: the array task is requeued and goes on from its journal.
set -euo pipefail
plan=$1
output=$2
program=${CONTRAFACT_CLI:-contrafact-cli}
shards=${SLURM_ARRAY_TASK_COUNT:?this script runs as a job array}
shard=${SLURM_ARRAY_TASK_ID:?this script runs as a job array}
export OMP_WAIT_POLICY=passive
exec "$program" batch --plan "$plan" --shard "$shard/$shards" --workers "${SLURM_CPUS_PER_TASK:-1}" \
    --output "$output/shard-$(printf '%05d' "$shard")"
