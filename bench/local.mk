# The benchmarks are run by hand (bench/run.sh); nothing of them is built by make.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/run.sh %D%/site.sh %D%/pulse.yaml %D%/load.c %D%/get.c %D%/seal.c
