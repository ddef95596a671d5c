// Countries and currencies by their name in the language of the page.
import { locale } from "@/app/i18n";
import type { Choice } from "@/kit";

/** ISO 3166-1, the countries where French is spoken first, then the rest of those whose phones are commonly met. */
const regionCodes =
  "FR BE CH LU MC CA AD AT AU BG BR CI CM CY CZ DE DK DZ EE ES FI GB GF GP GR HR HU IE IL IN IS IT JP LI LT LV MA MG MQ MT MU MX NC NL NO NZ PF PL PT RE RO SE SI SK SN TN TR UA US YT ZA".split(
    " ",
  );

const currencyCodes =
  "EUR CHF GBP USD CAD AED AUD BGN BRL CNY CZK DKK DZD HUF INR JPY MAD MGA MUR MXN NOK NZD PLN RON SEK TND TRY UAH XAF XOF XPF ZAR".split(
    " ",
  );

function named(codes: string[], type: "region" | "currency"): Choice[] {
  const names = new Intl.DisplayNames([locale()], { type });
  const upper = (text: string) => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
  return codes.map((value) => ({ value, label: upper(names.of(value) ?? value), detail: value }));
}

export const regions = (): Choice[] => named(regionCodes, "region");
export const currencies = (): Choice[] => named(currencyCodes, "currency");
