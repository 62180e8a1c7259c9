#!/bin/sh
# SPDX-License-Identifier: MIT
# dialog.sh: the peer of B10 that offices know: the columns of F08 as one form of dialog.
n=0
for label in 'Ngày' 'Thôn, bản, tổ dân phố' 'Lực lượng' 'Việc' 'Số người' 'Trong đó nữ' 'Số ca' 'Giờ công' 'Kết quả'; do
	n=$((n + 1))
	set -- "$@" "$label" $n 1 '' $n 24 30 60
done
exec dialog --form 'F08 Hoạt động lực lượng, tình nguyện viên' 24 80 10 "$@"
