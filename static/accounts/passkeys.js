/* Passkeys: asks the browser for one and puts its answer into the form. Options come as JSON in the page, or for a login
   from the form's own address. Without this module, or where there are no passkeys, the form stays hidden. */

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

function answer(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: { ...Object.fromEntries(given), ...(response.getTransports ? { transports: response.getTransports() } : {}) },
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function create(form, options) {
  const publicKey = structuredClone(options.creation_options.publicKey);
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.challenge = toBytes(publicKey.challenge);
  publicKey.user.id = toBytes(publicKey.user.id);
  publicKey.excludeCredentials = known(publicKey.excludeCredentials);
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return navigator.credentials.create({ publicKey });
}

async function get(options) {
  const publicKey = structuredClone(options.request_options.publicKey);
  publicKey.challenge = toBytes(publicKey.challenge);
  publicKey.allowCredentials = known(publicKey.allowCredentials);
  return navigator.credentials.get({ publicKey });
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`the login answered ${reply.status}`);
  return reply.json();
}

async function use(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const failed = form.querySelector("[data-passkey-failed]");
  const button = form.querySelector("button[type=submit]");
  failed.hidden = true;
  button.disabled = true;
  try {
    const options = await optionsOf(form);
    const credential = form.dataset.passkey === "create" ? await create(form, options) : await get(options);
    form.elements.credential.value = JSON.stringify(answer(credential));
    form.submit();
  } catch {
    failed.hidden = false;
    button.disabled = false;
    button.focus();
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", use);
    form.hidden = false;
  }
  for (const words of document.querySelectorAll("[data-no-passkeys]")) words.hidden = true;
}
