#!/usr/bin/env bash
# Runs every test. --long runs the property, kill and fuzz tests at full count; other arguments go to `swift test`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/prepare.sh

if [ "${1:-}" = --long ]; then
  export MONIGEN_LONG=1
  shift
fi
require_swift || exit 2
prepare git jsonnet libjsonnet-dev libmimalloc2.0 libre2-dev libssl-dev libyaml-dev prometheus || exit 2
exec swift test "$@"
