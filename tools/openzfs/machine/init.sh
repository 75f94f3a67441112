#!/bin/sh
# The machine's only process besides the kernel's: loads ZFS, runs the shared /share/run.sh, says how that ended, and
# turns the machine off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/root
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev 2>/dev/null
mount -t tmpfs -o size=2g tmpfs /run
mkdir -p /share
mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288 share /share
if modprobe zfs; then
  sh /share/run.sh > /share/out/console.log 2>&1
  echo $? > /share/out/exit-code
else
  echo 'no zfs module' > /share/out/console.log
  echo 127 > /share/out/exit-code
fi
sync
echo o > /proc/sysrq-trigger
sleep 60
