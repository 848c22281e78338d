# Built of the same ./dev calls as everything else. Stage 1 builds, stage 2 holds the binary and what it links.
FROM debian:12-slim AS build
WORKDIR /src
COPY dev CMakeLists.txt CMakePresets.json ./
COPY scripts scripts
RUN ./dev setup
COPY . .
RUN ./dev build release --target fingerpost \
 && install -D build/release/fingerpost /out/usr/local/bin/fingerpost \
 && scripts/runtime_packages.sh build/release/fingerpost > /out/packages.txt

FROM debian:12-slim
COPY --from=build /out/packages.txt /tmp/packages.txt
RUN apt-get update -qq \
 && xargs -a /tmp/packages.txt apt-get install -y -qq --no-install-recommends ca-certificates curl tzdata \
 && rm -rf /var/lib/apt/lists/* /tmp/packages.txt \
 && useradd --system --create-home --home-dir /data --uid 10001 fingerpost
COPY --from=build /out/usr/local/bin/fingerpost /usr/local/bin/fingerpost
COPY data /usr/local/share/fingerpost/data
COPY scripts/load_sample.sh /usr/local/share/fingerpost/scripts/load_sample.sh
USER fingerpost
ENV FINGERPOST_DATA=/data/directory FINGERPOST_LISTEN=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s CMD curl -fsS http://127.0.0.1:8080/healthz || exit 1
ENTRYPOINT ["fingerpost"]
CMD ["serve"]
