/**
 * Renders what stands beside a user's own name: their picture, or the first letter of the name. Readers of the page hear
 * the name itself. The letter is below the picture, and shows where the picture does not load.
 */
export function Portrait({ username, avatarId }: { username: string; avatarId: string | undefined }) {
  const [initial = ''] = username;
  return (
    <span class="portrait" aria-hidden="true">
      {initial.toUpperCase()}
      {avatarId && (
        <img src={pathOfOwnPicture(avatarId)} alt="" width="32" height="32" decoding="async" fetchpriority="low" />
      )}
    </span>
  );
}

interface OwnPictureProps {
  readonly avatarId: string;
  /** The text in place of the picture. */
  readonly alternative: string;
  readonly size: number;
}

/** Renders the user's own picture. */
export function OwnPicture({ avatarId, alternative, size }: OwnPictureProps) {
  return (
    <img
      class="picture picture-round"
      src={pathOfOwnPicture(avatarId)}
      alt={alternative}
      width={size}
      height={size}
      decoding="async"
    />
  );
}

/** Returns the address of the picture, which is another one for each picture, so that browsers may keep it. */
const pathOfOwnPicture = (avatarId: string) => `/avatar.png?picture=${avatarId}`;
