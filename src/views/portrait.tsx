/** Renders the first letter of a name, which stands for the person; readers of the page hear the name itself. */
export function Portrait({ username }: { username: string }) {
  const [initial = ''] = username;
  return (
    <span class="portrait" aria-hidden="true">
      {initial.toUpperCase()}
    </span>
  );
}
