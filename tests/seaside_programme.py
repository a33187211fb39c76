"""A small programme of a coast and leisure office, for questions in the words of guests and managers, and their day."""

from datetime import date

TODAY = date(2027, 4, 10)
PROGRAMME = """# Handlingsplan 2027 – Kyst og Fritid, Sandvig Kommune

Kommunen har 310 ansatte, som får tilbud om et sæsonkort. Byrådet får en status på planen i juni.

| Nøgletal | Antal | Enhed | År |
|---|---|---|---|
| Strande med opsyn | 14 | km | 2026 |

## Sikkert i vandet

Stranden skal kunne bruges af alle.

### Badebro ved Nordstranden

Badegæsterne må i dag gå ud over glatte sten. Hvert år meldes omkring 40 faldulykker, og to af dem ender på
sygehuset. Ejere af badehuse, der skal flyttes, får et nyt hus betalt af projektet. Strandfonden betaler 2 mio. kr.,
og kommunen betaler 1,4 mio. kr. Farven på broen har været drøftet af beboerne. Farven vælges af skolens elever, og
Teknisk Udvalg godkender den. Bliver tilbuddene dyrere end ventet, udskydes rampen for kørestole til 2029. Ved
Skansen bliver der en bænk. En sæsonplads til badetøj koster 450 kr. for beboere.

- Q2 2027: Projektet sendes i udbud
- Marts 2028: Badebroen tages i brug
- Q4 2028: Gæsternes tilfredshed måles

### Livredning på fire strande

Livredderne er på stranden fra 15. juni til 31. august. Tårnet på Vestervig Strand er bemandet kl. 10-18. Vi råder over
12 livreddere og tre både. Hidtil har der været to tårne. Fremover bliver der fire. På Vestervig Strand prøver vi et
redningstårn på hjul, det vil sige et tårn, der kan trækkes efter en traktor. Et forsøg med redningstårnet evalueres af
livredderne efter sæsonen. Strandrådet giver råd om opsynet i et notat på højst fire sider. Rådet har ni medlemmer og
mødes den første onsdag i måneden.

- 1. juni 2027: Redningstårnet tages i brug
- Hvert år i september, første gang 2027: Øvelse med redningsbåd

## Nemmere at komme ud

Flere skal sove ude.

### Kunstig intelligens i bookingen

Kunstig intelligens forudsiger, hvem der aflyser en nat i en shelter. Løsningen må ikke afvise nogen. Ida Holm leder
forsøget. Antallet af gæsteshelters hæves fra fire til ni. Derfor
indføres der depositum for grupper på over ti personer, som fylder mest.

- Primo 2028: Depositum for grupper træder i kraft
- Tidligst fra Q2 2028: Nyt bookingsystem igangsættes

## Ren og åben kyst

Kommunens egen kystingeniør er med i alle grupper om kysten, hvor også lodsejerne sidder.

### Tang og parkering

Strandvogteren hører under havnen. Fra foråret ansættes en strandvogter, der går stranden igennem hver morgen. Som
et forsøg kører tangbussen en gang om ugen ud til Klitten, Sandø og Møllehøj. Kystingeniør Maja Friis har ansvaret
for bussen. Hunde er undtaget fra forbuddet om vinteren, mens heste skal holdes i snor. Taget på kiosken er stadig
ejerens eget ansvar, og det skal være tæt. Derfor spærres pladsen ved Møllehøj for campister om natten. Kioskens
åbningstid om torsdagen udvides til kl. 20. Bliver det en hård vinter, er der ikke sat penge af til mere tang.
Byrådet har 12 biler til tang, og en lastbil rummer 40 strandstole. Antallet af strandstole hæves fra tre til seks.

- Maj 2027: Tangbussen begynder
- Maj 2027: Længere åbningstid om torsdagen
- 1. juni 2027: Ny brolægning indføres
- Primo 2028: Spærring for campister om natten træder i kraft

## Vejen hertil

- 2009: Kommunen overtager strandene fra havnen
- 2014: Livredningen lægges ind under kommunen
- 2021: Første badesæson med opsyn på fire strande
"""
