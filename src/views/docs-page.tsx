interface DocsPageProps {
  /** The name of the deployment. */
  readonly name: string;
  readonly logoPath: string;
  readonly stylesheetPath: string;
  /** The addresses of the scripts, in the order in which they run. */
  readonly scriptPaths: readonly string[];
}

/**
 * Renders the interactive documentation. It is a document of its own, because its styles and those of the pages do not
 * mix.
 */
export function DocsPage({ name, logoPath, stylesheetPath, scriptPaths }: DocsPageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`API – ${name}`}</title>
        <link rel="stylesheet" href={stylesheetPath} />
        <link rel="icon" type="image/svg+xml" href={logoPath} />
        {scriptPaths.map((path) => (
          <script src={path} defer />
        ))}
      </head>
      <body>
        <main id="docs">
          <noscript>
            This page needs JavaScript. The same for programs: <a href="/openapi.json">openapi.json</a>
          </noscript>
        </main>
      </body>
    </html>
  );
}
