#!/usr/bin/env bash
# Builds monigen and generates every cluster. Arguments go through to `monigen build`: ./build.sh --check
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/prepare.sh

require_swift || exit 2
prepare git libjsonnet-dev libre2-dev libssl-dev libyaml-dev || exit 2
swift build -c release --product monigen >&2 || exit 2
exec .build/release/monigen build "$@"
