#!/bin/sh
# build-root.sh ROOT: makes a Debian 12 with its own OpenZFS below ROOT. Only Debian's packages are used. The mounts are
# in a mount namespace of our own (see build-image.mjs), so none is left behind however this ends.
set -eu
root=$1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

debootstrap --variant=minbase --components=main,contrib --include=ca-certificates bookworm "$root"
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
# The machine boots from /dev/vda and shares a directory with us; nothing else of the initrd's guesses is wanted.
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"

apt="chroot $root apt-get -q -y --no-install-recommends"
$apt install initramfs-tools
printf 'virtio_pci\nvirtio_blk\next4\n9p\n9pnet_virtio\n' >> "$root/etc/initramfs-tools/modules"
$apt install linux-image-amd64 linux-headers-amd64 dkms build-essential kmod pciutils
$apt install zfs-dkms zfsutils-linux

# dkms fails quietly where it finds no headers: better told now than by the machine.
ls "$root"/lib/modules/*/updates/dkms/zfs.ko* > /dev/null
chroot "$root" apt-get -q clean
rm -rf "$root"/var/lib/apt/lists/* "$root"/usr/share/doc "$root"/usr/share/locale "$root"/var/lib/dkms/zfs/*/build
