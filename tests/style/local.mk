# What a reader of the code may rely on, checked by machine.
# SPDX-License-Identifier: AGPL-3.0-or-later

dist_check_SCRIPTS += %D%/doors.t %D%/headers.t %D%/layering.t %D%/man.t %D%/shell.t \
	%D%/size.t %D%/spdx.t %D%/sql.t %D%/words.t
EXTRA_DIST += %D%/files.sh
