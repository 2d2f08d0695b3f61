# An image with the program and git, which tells it when files last changed.
#
#   docker build --tag hausmeister .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/team" hausmeister build
FROM rust:1.95-alpine AS build
# Alpine keeps no older versions of its packages, so none is named.
# hadolint ignore=DL3018
RUN apk add --no-cache musl-dev
WORKDIR /hausmeister
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY templates templates
COPY .github/workflows .github/workflows
RUN cargo build --release --locked --bin hausmeister

FROM alpine:3.22
# The folder belongs to whoever runs the image, and git would not read another one's.
# hadolint ignore=DL3018
RUN apk add --no-cache git && git config --system --add safe.directory '*'
COPY --from=build /hausmeister/target/release/hausmeister /usr/local/bin/hausmeister
WORKDIR /team
USER 65534:65534
ENTRYPOINT ["hausmeister"]
