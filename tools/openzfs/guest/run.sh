#!/bin/sh
# Runs inside of the machine: the programs that the caller put beside this, with the caller's own Node.
set -u
export PATH=/run/bin:$PATH
# 9p is slow to page in from, and memory is there.
mkdir /run/node /run/bin && cp -r /share/node/. /run/node/ && cp /share/programs/*.cjs /run/
printf '#!/bin/sh\nexec /run/node/ld.so --library-path /run/node /run/node/node "$@"\n' > /run/bin/node
chmod 755 /run/bin/node
{ zfs version | head -n 1; uname -r; node --version; } > /share/out/versions.txt
for program in $(cat /share/programs/order.txt); do
  echo "## $program"
  # A pool for each, so that nothing that one leaves behind takes space from the next.
  truncate -s 3T /run/pool.img
  zpool create -f -O mountpoint=none zones /run/pool.img || exit 1
  node "/run/$program.cjs" "/share/out/$program.json" > "/share/out/$program.log" 2>&1
  echo "$program $?" >> /share/out/exit-codes.txt
  zfs list -H -r -t all -o name,used,reservation zones > "/share/out/$program.left"
  until zpool destroy -f zones; do sleep 1; done
  rm /run/pool.img
done
