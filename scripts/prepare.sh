# Sourced by build.sh and test.sh: installs the Debian packages that are missing.

# prepare PACKAGE...: installs what dpkg does not have; needs root or sudo only where something is missing.
prepare() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "error: these packages are missing and installing them needs root: ${missing[*]}" >&2
      return 2
    }
    root=(sudo)
  fi
  echo "installing ${missing[*]}" >&2
  "${root[@]}" apt-get update -qq >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# require_swift: the one thing that Debian does not bring.
require_swift() {
  command -v swift >/dev/null && return
  echo "error: there is no 'swift' on the PATH" >&2
  echo "  hint: install Swift 6.3 or newer: https://www.swift.org/install/linux/" >&2
  return 2
}
