# syntax=docker/dockerfile:1
# The whole product in one container: bot, dashboard, API and site.
#   docker build --file Dockerfile --tag smarter-dev .
FROM oven/bun:1.4.5-debian AS build
WORKDIR /src
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile
COPY . .
RUN bun scripts/build.ts --outfile /out/usr/local/bin/smarter-dev && mkdir --parents /out/var/lib/smarter-dev

# The C library and certificates; no shell, no package manager.
FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build --chown=0:0 /out/usr/ /usr/
COPY --from=build --chown=65532:65532 /out/var/lib/smarter-dev /var/lib/smarter-dev
ENV DEV_MODE=false HOST=0.0.0.0 PORT=3000 ROLE=all DATA_DIR=/var/lib/smarter-dev LOG_FORMAT=json
USER 65532:65532
WORKDIR /var/lib/smarter-dev
VOLUME ["/var/lib/smarter-dev"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["/usr/local/bin/smarter-dev", "health"]
ENTRYPOINT ["/usr/local/bin/smarter-dev"]
