import { expect, test } from 'vitest';
import { FieldInput } from '../../src/views/field-input.tsx';
import { PersonFields } from '../../src/views/person-fields.tsx';
import { SignInForm } from '../../src/views/sign-in-page.tsx';
import { render } from '../support/render.tsx';

const email = 'jörg@köln.example';
const inputs = {
  'in a form': (
    <FieldInput name="email" type="email" label="Email" required limits={{ maxlength: 254 }} value={email} />
  ),
  'in an account': <PersonFields email={email} username="Jörg" isOwn failure={undefined} />,
  'at sign-in': <SignInForm next="/" email={email} />,
};

test.each(Object.entries(inputs))(
  'the input of an address, %s, is a text that takes every letter in every browser',
  (_where, input) => {
    const tag = /<input [^>]*name="email"[^>]*>/.exec(render(input))?.[0];
    expect(tag).toContain('type="text"');
    expect(tag).toContain('inputmode="email"');
    expect(tag).toContain(`value="${email}"`);
    expect(tag).not.toContain('pattern=');
  },
);
