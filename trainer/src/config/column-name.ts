/** What the name of a column tells about it. */

/** Splits `IsActiveMember`, `is_active_member` and `customerID` into lower-case words. */
function wordsOfName(name: string): string[] {
  return name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** `IsActiveMember` as people write it: "Is active member". */
export function labelOfName(name: string): string {
  const label = wordsOfName(name).join(' ') || name;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** An id such as `CustomerId`, `customer_no`, `ID`, `policy number`. */
export function namesAnId(name: string): boolean {
  return name.toLowerCase() === 'id' || ID_NAME.test(joined(name));
}

/** An id that stands for a customer, so that rows may share it. */
export function namesACustomer(name: string): boolean {
  return namesAnId(name) && !joined(name).startsWith('row');
}

/** Why a column of this name never belongs into a network, or null. */
export function personalReason(name: string): string | null {
  const match = PERSONAL.find(({ pattern }) => pattern.test(joined(name)));
  return match?.reason ?? null;
}

/** A column that must not decide how a customer is treated, unless someone decides that it may. */
export function namesASensitiveTrait(name: string): boolean {
  return SENSITIVE.test(joined(name)) || wordsOfName(name).some((word) => SENSITIVE.test(word));
}

/** What is written down about the end of a contract: `Churn Reason`, `date_of_cancellation`, `exit_date`. */
export function namesAnAftermath(name: string): boolean {
  return AFTERMATH.test(joined(name));
}

/** Something that is counted or paid, and so never below zero: `Monthly Charge`, `tenure`, `Age`. */
export function namesAnAmount(name: string): boolean {
  return AMOUNT.test(joined(name));
}

/** Some tables glue words together (`Customerid`), so patterns see them glued. */
function joined(name: string): string {
  return wordsOfName(name).join('');
}

const ID_NAME =
  /^(row|record|index|customer|client|user|member|subscriber|account|person|household|contract|policy|kunden|vertrags?)(id|no|nr|nbr|num|number|nummer|key|code)$/;

const PERSONAL = [
  {
    pattern: /^(sur|last|first|given|family|middle|full|customer|client|user|nach|vor)?names?$/,
    reason: 'names a person',
  },
  {
    pattern:
      /^((e?mail)(address)?|(phone|mobile|telephone)(no|nr|number)?|street|(street|home|postal)?address)$/,
    reason: 'tells how to reach a person',
  },
  { pattern: /^(iban|ssn|taxid|cardnumber|passport(no|number)?)$/, reason: 'identifies a person' },
  {
    pattern: /^(zip|zipcode|postcode|postalcode|plz)$/,
    reason: 'is a post code: a name of a place, not a quantity',
  },
];

const AMOUNT =
  /^((numberof|numof|number|count|n|num|total|avg|average|monthly|annual|yearly).+|.*(age|tenure|seniority|premium|salary|income|charges?|fees?|price|cost|revenue|amount|duration|count|months|years|days)|.*(months|years|days|alter|tage|jahre|monate))$/;
const END =
  '(churn(ed)?|attrition|cancel(l?ed|lation)?|terminat(ed|ion)|exit|clos(ed|ing|ure)|lapsed?|leav(e|ing)|left|deactivat(ed|ion)|disconnect(ed|ion)?|unsubscribed?|kuendigungs?|kündigungs?)';
const DETAIL =
  '(reasons?|category|cause|date|datum|day|month|year|time(stamp)?|at|on|score|label|value|flag|type|code|comment|feedback|survey|grund)';
const AFTERMATH = new RegExp(`^(customer)?(${END}${DETAIL}|${DETAIL}(of|for)?${END})$`, 'u');

const SENSITIVE = /^(gender|sex|geschlecht|race|ethnicity|ethnicgroup|religion|disability)$/;
