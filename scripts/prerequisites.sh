# ./run and ./test source this file. Its functions provide what Pagewing needs from outside. Each one is silent and
# quick if nothing is missing, and names in one sentence what is missing if it cannot install it.

# The packages that each purpose needs on Debian and Ubuntu.
packages_for_compiling=(build-essential)
packages_for_window=(libwebkit2gtk-4.1-dev librsvg2-dev pkg-config)
packages_for_window_tests=(webkit2gtk-driver xvfb dbus-daemon)
packages_for_highlight_tests=(poppler-utils)
packages_for_export_tests=(pandoc python3)
packages_for_network_tests=(strace util-linux iproute2)
packages_for_signal_tests=(procps)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# quietly SENTENCE COMMAND... : runs a command. Prints the sentence and the command's output only if the command takes
# more than a moment or fails.
quietly() {
  local sentence=$1 log watcher status=0
  shift
  log=$(mktemp)
  (
    sleep 3 >/dev/null 2>&1
    say "$sentence"
    exec tail -n +1 -f "$log" >&2
  ) &
  watcher=$!
  "$@" >"$log" 2>&1 || status=$?
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  (( status == 0 )) || tail -n 40 "$log" >&2
  rm -f "$log"
  return "$status"
}

# need_packages PACKAGE... : installs those packages that are missing (Debian, Ubuntu).
need_packages() {
  local package missing=() root=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  (( ${#missing[@]} )) || return 0
  if (( $(id -u) != 0 )); then
    have sudo || fail "These system packages are missing: ${missing[*]}. Install them as root, then run this again."
    root=(sudo)
  fi
  say "Installing system packages: ${missing[*]}"
  # waits for another running apt; a fresh machine has no package lists yet
  local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  local install=("${apt[@]}" install -y --no-install-recommends "${missing[@]}")
  "${install[@]}" >/dev/null 2>&1 && return 0
  "${apt[@]}" update >&2 && "${install[@]}" >&2 && return 0
  fail "These system packages could not be installed: ${missing[*]}."
}

need_rust() {
  if ! have cargo && [[ -r $HOME/.cargo/env ]]; then
    # shellcheck disable=SC1091
    source "$HOME/.cargo/env"
  fi
  have cargo || fail "Rust is missing: install it from https://rustup.rs, then run this again."
}

need_node() {
  local version="Node.js 20.19 or newer is missing: install it from https://nodejs.org, then run this again."
  have node && have npm || fail "$version"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || fail "$version"
}

# A compiler and linker for C, which every build of Rust needs, and SQLite too.
need_compiler() {
  need_rust
  if have dpkg-query; then
    have cc || need_packages "${packages_for_compiling[@]}"
  else
    have cc || have cl || fail "A C compiler is missing: install gcc or clang (on macOS: xcode-select --install), then run this again."
  fi
}

# need_rust_library TARGET : the library of Rust for another kind of machine, through rustup unless the compiler has it. `RUSTC`
# may name a compiler that does.
need_rust_library() {
  local library
  library=$("${RUSTC:-rustc}" --print target-libdir --target "$1" 2>/dev/null) || library=
  [[ -z $library || ! -d $library ]] || return 0
  have rustup || fail "The library of Rust for $1 is missing: install rustup from https://rustup.rs, or name a compiler that has it in RUSTC, then run this again."
  quietly "Installing the library of Rust for $1." rustup target add "$1"
}

# What it takes to build and show the window. macOS and Windows include it.
need_window() {
  need_compiler
  need_node
  [[ $(uname -s) == Linux ]] || return 0
  if have dpkg-query; then
    need_packages "${packages_for_window[@]}"
  else
    pkg-config --exists webkit2gtk-4.1 librsvg-2.0 2>/dev/null ||
      fail "WebKitGTK is missing: install your system's development packages of webkit2gtk-4.1 and librsvg, then run this again."
  fi
}

need_window_tests() {
  need_window
  [[ $(uname -s) == Linux ]] || fail "The tests in a real window run on Linux only."
  if have dpkg-query; then
    need_packages "${packages_for_window_tests[@]}"
  else
    have WebKitWebDriver && have Xvfb && have dbus-daemon ||
      fail "The window's tests need WebKitWebDriver, Xvfb and dbus-daemon: install them, then run this again."
  fi
}

# An independent PDF reader, with which tests compare the places of sentences and read what the window prints.
need_pdftotext() {
  have pdftotext && return 0
  have dpkg-query || fail "The tests of highlights and of what is printed need pdftotext: install poppler, then run this again."
  need_packages "${packages_for_highlight_tests[@]}"
}

# Independent readers of documents and of workbooks, with which tests read what Pagewing exports.
need_export_readers() {
  have pandoc && have python3 && return 0
  have dpkg-query || fail "The tests of exports need pandoc and python3: install them, then run this again."
  need_packages "${packages_for_export_tests[@]}"
}

# What shows that nothing reaches for the network. Elsewhere than on Linux, and where a system forbids it, these tests
# are passed over, and the summary of ./test says why.
need_trace() {
  [[ $(uname -s) == Linux ]] && have dpkg-query || return 0
  need_packages "${packages_for_network_tests[@]}"
}

# What lists the children of a program, and sends it signals.
need_signals() {
  type -P pgrep kill >/dev/null && return 0
  have dpkg-query || fail "The tests that stop programs need pgrep and kill: install procps, then run this again."
  need_packages "${packages_for_signal_tests[@]}"
}

# The page's packages, exactly as locked. Installs them again only if the lock has changed.
need_ui_packages() {
  need_node
  local installed=ui/node_modules/.installed-from
  cmp -s ui/package-lock.json "$installed" && return 0
  say "Installing the window's npm packages…"
  (cd ui && npm ci --no-audit --no-fund --loglevel=error >&2) || fail "The npm packages could not be installed."
  cp ui/package-lock.json "$installed"
}

# The page, built into ui/dist. Builds it again only if one of the files that it is built from is newer.
need_ui_built() {
  need_ui_packages
  if [[ -f ui/dist/index.html ]]; then
    local newer
    newer=$(find ui \( -path ui/node_modules -o -path ui/dist -o -path ui/tests -o -path ui/test-results \) -prune -o -type f -newer ui/dist/index.html -print -quit)
    [[ -n $newer ]] || return 0
  fi
  quietly "Building the window's page." npm --prefix ui run build -- --logLevel warn || fail "The window's page could not be built."
}

# A browser of the Chromium family for the page's own tests. CHROMIUM names a different one.
need_browser() {
  local name
  if [[ -z ${CHROMIUM:-} ]]; then
    for name in chromium google-chrome google-chrome-stable; do
      have "$name" && export CHROMIUM && CHROMIUM=$(command -v "$name") && return 0
    done
    # Ubuntu's package is an empty shell around a snap
    have dpkg-query && ! grep -qs '^ID=ubuntu' /etc/os-release ||
      fail "The page's tests need Chromium or Google Chrome: install it, or name it in CHROMIUM, then run this again."
    need_packages chromium
    export CHROMIUM=/usr/bin/chromium
  fi
}

# The flags with which ./run and ./test build the program with its window: one set of features for the whole
# workspace, so that nothing is compiled twice.
window_build=(--locked --workspace --features tauri/custom-protocol,pagewing-tests/window)
