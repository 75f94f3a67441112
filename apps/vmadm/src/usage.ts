export const USAGE = `Usage: vmadm <command> [options]

create [-f <filename>]
create-snapshot <uuid> <snapname>
delete <uuid>
delete-snapshot <uuid> <snapname>
get <uuid>
help
kill [-s SIGNAL|-SIGNAL] <uuid>
list [-p] [-H] [-o field,...] [-s field,...] [field=value ...]
lookup [-j|-1] [-o field,...] [field=value ...]
reboot <uuid> [-F]
rollback-snapshot <uuid> <snapname>
start <uuid>
stop <uuid> [-F]
update <uuid> [-f <filename>]
update <uuid> property=value [property=value ...]
validate create [-f <filename>]
validate update <brand> [-f <filename>]
`;
