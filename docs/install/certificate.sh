#!/bin/sh
# Makes an authority of one's own and a certificate for one name, both kept in a folder:
#   sh docs/install/certificate.sh soiree.local ~/soiree-https
# Devices that install authority.crt (the team's) show no warning. openssl is on every Debian and macOS.
set -eu
umask 077
name=$1
folder=$2
mkdir -p "$folder"
cd "$folder"
[ -e authority.key ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 \
  -keyout authority.key -out authority.crt -subj "/CN=Start-Up de Territoire, $name" \
  -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign"
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout soiree.key -out soiree.csr -subj "/CN=$name"
printf 'subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$name" > soiree.ext
openssl x509 -req -in soiree.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 397 -extfile soiree.ext \
  -out soiree.crt
rm soiree.csr soiree.ext
chmod 644 soiree.crt authority.crt
