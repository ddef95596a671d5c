#!/usr/bin/env bash
# Starts the whole mail lab on loopback, unprivileged ports. Needs root (postfix and dovecot drop privileges themselves).
# Debian 12: apt-get install --no-install-recommends dovecot-imapd dovecot-lmtpd dovecot-sieve postfix; node >= 20.
# Usage: ./up.sh [--fresh]     (--fresh wipes mail, queues and calendars first)
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lab.env"
export MAIL_UID="${MAIL_UID:-5000}"
[ "$(id -u)" = 0 ] || { echo "run as root" >&2; exit 1; }
[ -e "$LAB_RUN/up" ] && { echo "already up (see $LAB_RUN/up); run down.sh first" >&2; exit 1; }
[ "${1:-}" = --fresh ] && rm -rf "$LAB_RUN"
umask 022
mkdir -p "$LAB_RUN"/{etc,log,tls,pid,dovecot,radicale,postfix/{etc,spool,data}} "$LAB_RUN"/mail

render() { # template -> file, replacing @NAME@ by $NAME
  perl -pe 's/\@([A-Z_]+)\@/exists $ENV{$1} ? $ENV{$1} : die "no $1"/ge' "$LAB_DIR/templates/$1" > "$2"
}
render dovecot.conf            "$LAB_RUN/etc/dovecot.conf"
render dovecot-oauth2.conf.ext "$LAB_RUN/etc/dovecot-oauth2.conf.ext"
render users                   "$LAB_RUN/etc/users"
render radicale.conf           "$LAB_RUN/etc/radicale.conf"
render caldav-users            "$LAB_RUN/etc/caldav-users"
for f in main.cf master.cf transport rcpt_access sender_login; do render $f "$LAB_RUN/postfix/etc/$f"; done
rm -rf "$LAB_RUN/etc/virtual"; cp -r "$LAB_DIR/templates/virtual" "$LAB_RUN/etc/virtual"; chown -R "$MAIL_UID:$MAIL_UID" "$LAB_RUN/etc/virtual"
chown "$MAIL_UID:$MAIL_UID" "$LAB_RUN/mail"
install -d -o "$MAIL_UID" -g "$MAIL_UID" "$LAB_RUN/mail/ooo@lab.test"
install -m 644 -o "$MAIL_UID" -g "$MAIL_UID" "$LAB_DIR/templates/ooo.sieve" "$LAB_RUN/mail/ooo@lab.test/.dovecot.sieve"

# --- a CA and a server certificate (trust $LAB_RUN/tls/ca.crt in the client under test)
if [ ! -s "$LAB_RUN/tls/server.crt" ]; then
  cd "$LAB_RUN/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Mail lab CA" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -keyout ca.key -out ca.crt 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr 2>/dev/null
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out server.crt 2>/dev/null \
    -extfile <(printf 'subjectAltName=DNS:localhost,DNS:mx.lab.test,IP:127.0.0.1,IP:127.0.0.2,IP:127.0.0.3,IP:::1\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n')
  chmod 644 server.key    # a throw-away key; Dovecot and Postfix read it as root anyway
  cd - >/dev/null
fi

# --- OAuth2/OIDC
[ -d "$LAB_DIR/oidc/node_modules" ] || (cd "$LAB_DIR/oidc" && npm ci --no-audit --no-fund >/dev/null)
LAB_USERS="$LAB_RUN/etc/users" setsid node "$LAB_DIR/oidc/server.mjs" >"$LAB_RUN/log/oidc.log" 2>&1 < /dev/null &
echo $! > "$LAB_RUN/pid/oidc"
# --- Radicale (CalDAV), where it is installed: no test needs it yet
if command -v radicale >/dev/null; then
  setsid radicale --config "$LAB_RUN/etc/radicale.conf" >"$LAB_RUN/log/radicale.log" 2>&1 < /dev/null &
  echo $! > "$LAB_RUN/pid/radicale"
else
  CALDAV_PORT=
fi
# --- Dovecot (its pid: $LAB_RUN/dovecot/master.pid), Postfix (spool/pid/master.pid)
# (outputs redirected everywhere: a daemon that keeps the caller's pipe open makes `up.sh | tee` hang)
dovecot -c "$LAB_RUN/etc/dovecot.conf" >"$LAB_RUN/log/dovecot-start.log" 2>&1 </dev/null || { cat "$LAB_RUN/log/dovecot-start.log" >&2; exit 1; }
chown postfix: "$LAB_RUN/postfix/data"
postfix -c "$LAB_RUN/postfix/etc" check
postfix -c "$LAB_RUN/postfix/etc" start >/dev/null 2>&1 </dev/null
touch "$LAB_RUN/up"

for p in $IMAP_PORT $IMAPS_PORT $SMTP_PORT $SUBMISSION_PORT $SMTPS_PORT $LMTP_PORT $SASL_PORT $OIDC_PORT $OIDC_TLS_PORT $CALDAV_PORT; do
  for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null && continue 2; sleep 0.1; done
  echo "port $p did not open; logs in $LAB_RUN/log" >&2; exit 1
done
# an open port is not yet a working service: postfix's master listens even when smtpd cannot start
for p in $SMTP_PORT $SUBMISSION_PORT; do
  timeout 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/$p; read -r -u3 l; [[ \$l == 220* ]]" || { echo "no SMTP greeting on $p; see $LAB_RUN/log/postfix.log" >&2; exit 1; }
done
echo "mail lab up: imap $IMAP_PORT imaps $IMAPS_PORT submission $SUBMISSION_PORT smtps $SMTPS_PORT smtp $SMTP_PORT oidc $OIDC_PORT/$OIDC_TLS_PORT caldav $CALDAV_PORT; CA $LAB_RUN/tls/ca.crt"
