/** Texts of the pages of the user's own account, and of those on which admins manage users. */
export const accountPages = {
  /** The navigation between the pages of an account. */
  navigation: 'Account',
  profile: 'Profile',
  tokensTitle: 'API tokens',
  passwordTitle: 'Password',
  sessionsTitle: 'Sessions',
  usersTitle: 'Users',
  addUserTitle: 'Add a user',
  registrationTitle: 'Create an account',
  profileTitle: 'Account',
  profileSaved: 'Your profile is saved.',
  changesSaved: 'The changes are saved.',
  passwordLinkTitle: 'A link to choose a password',
  choosePasswordTitle: 'Choose a password',
  choosePasswordFor: 'For {email}. Everywhere where you are signed in you will be signed out.',
} as const;
