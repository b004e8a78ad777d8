# For `sam build` only (template.yaml: BuildMethod makefile), which calls `make build-<function>` with the folder that becomes the zip in
# ARTIFACTS_DIR. Everything else is an npm script.
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-custom-runtimes.html

.PHONY: build-App build-StreamApp build-Worker

# The source maps stay here: they would double the zip, and a stack trace can be resolved with them at home.
# `release` makes each build differ, and so each deployment a new version, with the parameters and the secret as they are now: SAM looks at
# nothing but the code, https://github.com/aws/serverless-application-model/issues/3820
build-App build-StreamApp:
	test -d node_modules || npm ci
	npm run build
	mkdir -p "$(ARTIFACTS_DIR)"
	cp dist/lambda.mjs "$(ARTIFACTS_DIR)"
	mkdir -p "$(ARTIFACTS_DIR)/chunks"
	cp dist/chunks/*.mjs "$(ARTIFACTS_DIR)/chunks"
	cp -R dist/public "$(ARTIFACTS_DIR)"
	date -u +%Y-%m-%dT%H:%M:%SZ > "$(ARTIFACTS_DIR)/release"

# The worker has a bundle of its own and serves no page. Beside it, sharp with its binary for the function's machine: npm fetches it ready, by the
# hash of this project's lock, on whatever machine this is.
build-Worker:
	test -d node_modules || npm ci
	npm run build
	mkdir -p "$(ARTIFACTS_DIR)/chunks"
	cp dist/worker/worker.mjs "$(ARTIFACTS_DIR)"
	cp dist/worker/chunks/*.mjs "$(ARTIFACTS_DIR)/chunks"
	cp dist/worker/picture-process.js "$(ARTIFACTS_DIR)"
	npx tsx build-worker-modules.ts "$(ARTIFACTS_DIR)"
	cd "$(ARTIFACTS_DIR)" && npm ci --ignore-scripts --no-audit --no-fund --os=linux --cpu=arm64 --libc=glibc
	date -u +%Y-%m-%dT%H:%M:%SZ > "$(ARTIFACTS_DIR)/release"
