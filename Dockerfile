FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Tests need a machine of their own (.ci/run); here the jar is made and no more.
RUN --mount=type=cache,target=/root/.m2 mvn -B -DskipTests package

FROM eclipse-temurin:25-jre
COPY --from=build /src/target/herald /opt/herald
# The cache is for the very Java that made it, so it is made in this stage.
RUN /opt/herald/bin/aot-cache \
 && ln -s /opt/herald/bin/herald /usr/local/bin/herald \
 && useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin herald \
 && install -d -o herald -g herald -m 700 /data
ENV HERALD_DATA_DIR=/data JAVA_OPTS=-XX:MaxRAMPercentage=50
# By number: Kubernetes' runAsNonRoot cannot read names.
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/opt/herald/bin/healthy"]
ENTRYPOINT ["herald"]
CMD ["serve"]
