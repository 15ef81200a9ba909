#!/usr/bin/env bash
# Measures monigen against stock jsonnet, go-jsonnet and jrsonnet on fleets that it makes, and prints the tables of
# docs/performance.md. The embedded stack always; upstream's where MONIGEN_UPSTREAM has vendored releases.
#
#   Benchmarks/run.sh [--clusters N] [--rounds N] [--seed N] [--release R] [--stack S] [--stock]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/prepare.sh

require_swift || exit 2
prepare git jsonnet libjsonnet-dev libmimalloc2.0 libyaml-dev libssl-dev python3-venv || exit 2
swift build -c release --product monigen >&2 || exit 2

environment=Benchmarks/.build/python
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment"
fi
"$environment/bin/pip" install --quiet --disable-pip-version-check gojsonnet==0.22.0 rjsonnet==0.5.6 >&2
exec "$environment/bin/python" Benchmarks/Fleet/measure.py --monigen "$PWD/.build/release/monigen" "$@"
