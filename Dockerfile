# Build: docker build -t takedown .     Run: see compose.yaml and docs/operations.md
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
# Locked restore: the packages are those of packages.lock.json or the build stops.
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1
# What restore reads comes first, so that a change of source does not download packages again.
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY eng/BannedSymbols.txt eng/
COPY src/TakedownWorker/TakedownWorker.csproj src/TakedownWorker/packages.lock.json src/TakedownWorker/
RUN rid=linux-$(case "${TARGETARCH:-$(uname -m)}" in arm64|aarch64) echo arm64 ;; *) echo x64 ;; esac) && echo "$rid" > /rid \
 && dotnet restore src/TakedownWorker -p:RuntimeIdentifier="$rid" -p:SelfContained=false -p:PublishReadyToRun=true
COPY appsettings.json ./
COPY src/ src/
RUN dotnet publish src/TakedownWorker -c Release -r "$(cat /rid)" --no-restore --no-self-contained -p:PublishReadyToRun=true -o /app \
 && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app
# A new volume takes over this folder's owner.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
# The base image's port is for web applications; here only health listens, on its own port. Nothing writes outside
# /data and /tmp, so the root can be read-only. A page that is read leaves much behind, all of it at once: a first generation
# of 48 MB saves a tenth of the processor time of reading (docs/benchmarks.md).
ENV PATH=/app:$PATH \
    ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_GCgen0size=0x3000000 \
    Takedown__DataDirectory=/data \
    Takedown__Api__HealthAddress=0.0.0.0 \
    Takedown__Api__HealthPort=8080
USER $APP_UID
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# The image has no curl; bash can speak enough HTTP.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${Takedown__Api__HealthPort} && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 4 line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["/app/TakedownWorker"]
