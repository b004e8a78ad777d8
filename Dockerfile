# Sluice with its embedded bucket and table, for a first try and for development: `docker compose up`, then open
# http://localhost:3000. A deployment to AWS needs none of this: see README.md.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/dynamodb-table/package.json packages/dynamodb-table/
COPY packages/lambda-adapter/package.json packages/lambda-adapter/
COPY packages/lambda-gateway/package.json packages/lambda-gateway/
COPY packages/s3-server/package.json packages/s3-server/
COPY packages/sqs-server/package.json packages/sqs-server/
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
ENV HOST=0.0.0.0 PORT=3000 BUCKET_PORT=9000 DATA_DIR=/data
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000 9000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:3000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=1", "--import", "tsx", "src/server.ts"]
