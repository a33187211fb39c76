"""A small programme of a library, for questions about times, conditions and what is pointed at, and their day."""

from datetime import date

TODAY = date(2027, 3, 1)
PROGRAMME = """# Arbejdsprogram 2027 – Bibliotek og Borgerhus, Tangå Kommune

Styregruppen får en status to gange om året, i maj og november.

## Flere åbne døre

Borgerhuset skal bruges af flere.

### Lektiehjælp i Nordhuset

Frivillige hjælper elever fra 5. klasse med lektierne. Lektiecaféen holdes hver tirsdag fra 15 til 17. Optagelserne fra
cafeen slettes efter 30 dage. En gruppe, der er mindre end fem elever, lægges sammen med en anden. Lærer Marianne Krogh
er tovholder. Forsøget finansieres af Tangåfonden, som betaler 90.000 kr., og hjælpen er gratis. De første 12 frivillige
er fundet. Ansatte og frivillige, der låser op om aftenen, får udleveret et adgangskort. Nordhuset får tre nye rum.

- Medio april–oktober 2027: Forsøg i Nordhuset
- Hvert år i november, første gang 2027: Bogsalg for frivillige

### Nyt udlånssystem

Det gamle system er fra 2008 og kan ikke bruges på telefonen. Bibliotekar Jens Voss leder indsatsen.

- Marts 2027: Valg af leverandør
- 1. oktober 2027: Åbning for alle lånere
- 2028 og frem: Løbende tilkøb af e-bøger

## Bedre plads

Magasinet er fyldt.

### Ombygning i kælderen

Kælderen får et nyt magasin med rullereoler og en læsesal. Magasinmester Ove Tang står for magasinet. Ombygningen koster
2,1 mio. kr. Imens flyttes lokalsamlingen til Østergade, hvor den kan bruges hver torsdag.

- Juni 2027: Ombygningen går i gang
- Ultimo 2027: Magasinet tages i brug
- Forår 2028: Læsesalen åbner
"""
