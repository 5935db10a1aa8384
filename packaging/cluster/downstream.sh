#!/usr/bin/env bash
# A downstream study shared by the nodes of a Slurm cluster (help page datasets, "Does it help a classifier?"):
#
#   packaging/cluster/downstream.sh SHARDS --state /shared/full --preset full [other options of evaluate downstream]
#
# Films and edits as one job array, the trainings as another one that waits for it, the report as a job that waits for
# both. The folder lies on a disk that all nodes see, and contrafact-cli is in every node's PATH, or CONTRAFACT_CLI names
# it. SBATCH_OPTIONS holds what else sbatch is to be told, as "--partition=main --cpus-per-task=8 --mem=8G". A shard whose
# node died is queued again and goes on; after shards that failed the same command makes what is left.
set -euo pipefail
shards=${1:?how many shards: downstream.sh SHARDS --state DIR [options]}
shift
[[ $shards =~ ^[1-9][0-9]*$ ]] || { echo "downstream.sh: the first word is a number of shards, not \"$shards\"." >&2; exit 2; }
: "${1:?the options of evaluate downstream are missing: --state DIR --preset full}"
export CONTRAFACT_CLI=${CONTRAFACT_CLI:-contrafact-cli}
read -r -a more <<<"${SBATCH_OPTIONS:-}"
asked=$(printf '%q ' "$@")

# submit NAME OPTION… -- WORDS: prints the job's number. A stop by the cluster leaves two minutes to save.
submit() {
    local name=$1 options=()
    shift
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    shift
    sbatch --parsable --requeue --signal=B:TERM@120 --job-name="$name" ${more[@]+"${more[@]}"} "${options[@]}" \
        --wrap="export OMP_WAIT_POLICY=passive; exec \"\$CONTRAFACT_CLI\" evaluate downstream $asked $* --threads \"\${SLURM_CPUS_PER_TASK:-1}\""
}

share="--shard \$SLURM_ARRAY_TASK_ID/$shards"
edits=$(submit downstream-edits --array="1-$shards" -- "$share" --prepare-only)
trainings=$(submit downstream-trainings --array="1-$shards" --dependency="afterok:${edits%%;*}" -- "$share")
report=$(submit downstream-report --dependency="afterok:${trainings%%;*}" -- --report-only)
echo "films and edits: job ${edits%%;*}; trainings: ${trainings%%;*}; report: ${report%%;*}"
