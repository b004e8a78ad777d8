/** Renders the link to the next page of a list, where there is one. */
export function NextPageLink({ path, text }: { path: string | null | undefined; text: string }) {
  if (!path) return null;
  return (
    <p class="pager">
      <a href={path} rel="next">
        {text}
      </a>
    </p>
  );
}
