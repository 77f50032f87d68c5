#!/usr/bin/env bash
# Try the project as a new user would: a minimal Debian 12 root with Python and make only, a clean clone, two commands.
#
#   build_spec/try_bare.sh FOLDER [COMMAND]...     as root; FOLDER must not exist yet
#
# The commands run one after the other inside the project, by default "make test", "make test" again and "make run";
# the time of each is printed. The Debian mirror, name servers, proxies, package index and certificates are those of
# this machine. FOLDER stays for a look; remove it with rm -r --one-file-system.
set -euo pipefail

folder=${1:?usage: try_bare.sh FOLDER [COMMAND]...}
shift
if [[ -e $folder ]]; then
    echo "$folder is there already" >&2
    exit 2
fi
[[ $# -gt 0 ]] || set -- "make test" "make test" "make run"
project=$(cd "$(dirname "$0")/.." && pwd)

# The first mirror that this machine's own apt uses for Debian 12.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    awk '/^URIs:/ { uri = $2 } /^Suites:/ && $2 == "bookworm" { print uri; exit }
         /^deb / { for (i = 2; i < NF; i++) if ($i !~ /^\[/ && $(i + 1) == "bookworm") { print $i; exit } }' || true)
: "${mirror:?no Debian 12 mirror found in the apt sources of this machine}"

debootstrap --variant=minbase --include=python3,make bookworm "$folder" "$mirror" >"$folder.log"
git clone --quiet "$project" "$folder/opt/greendesk"

cp --dereference /etc/resolv.conf "$folder/etc/resolv.conf"
cp /etc/hosts "$folder/etc/hosts"
carried=()
if [[ -f ${SSL_CERT_FILE:-} ]]; then # a machine behind its own certificate authority
    cp "$SSL_CERT_FILE" "$folder/etc/certificates-of-the-host.crt"
    carried+=(SSL_CERT_FILE=/etc/certificates-of-the-host.crt PIP_CERT=/etc/certificates-of-the-host.crt)
fi
if index=$(python3 -m pip config get global.index-url 2>/dev/null); then
    carried+=("PIP_INDEX_URL=$index")
fi
while IFS= read -r variable; do
    carried+=("$variable")
done < <(env | grep -E '^(PIP_INDEX_URL|UV_DEFAULT_INDEX|UV_INDEX_URL|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY)=' || true)

unmount() {
    umount "$folder/dev" "$folder/proc" 2>/dev/null || true
}
trap unmount EXIT
mount --bind /dev "$folder/dev"
mount -t proc proc "$folder/proc"

inside() {
    chroot "$folder" env -i HOME=/root TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${carried[@]}" /bin/sh -c "cd /opt/greendesk && $1"
}

for command in "$@"; do
    echo "### $command"
    begun=$(date +%s.%N)
    inside "$command"
    printf '### %s: %.0f s\n' "$command" "$(echo "$(date +%s.%N) $begun" | awk '{ print $1 - $2 }')"
done
du -sh --one-file-system "$folder"
