/* Prints what libical reads in calendars: see icalendar_reader.py.
 *
 *     cc -o libical_reader libical_reader.c -lical
 *     ./libical_reader FOLDER PATH...
 */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

/* Ends the program, saying why. */
static void fail(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    exit(1);
}

/* The bytes of a file, with a zero after them. */
static char *contents(const char *folder, const char *path)
{
    char name[4096];
    if (snprintf(name, sizeof name, "%s/%s", folder, path) >= (int)sizeof name)
        fail(path, "its name is too long");
    FILE *file = fopen(name, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        fail(path, "can't be opened");
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size)
        fail(path, "can't be read");
    fclose(file);
    return text;
}

/* A string of JSON. */
static void print_string(const char *text)
{
    putchar('"');
    for (const char *at = text ? text : ""; *at; at++) {
        if ((unsigned char)*at < ' ')
            printf("\\u%04x", (unsigned)(unsigned char)*at);
        else
            printf(*at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    }
    putchar('"');
}

static void print_text(const char *key, const char *text)
{
    printf("\"%s\": ", key);
    print_string(text);
}

static void print_time(const char *key, struct icaltimetype time)
{
    printf(", \"%s\": \"%04d-%02d-%02d", key, time.year, time.month, time.day);
    if (!time.is_date)
        printf("T%02d:%02d:%02d%s", time.hour, time.minute, time.second, icaltime_is_utc(time) ? "Z" : " of no zone");
    putchar('"');
}

static void print_event(icalcomponent *event)
{
    putchar('{');
    print_text("uid", icalcomponent_get_uid(event));
    print_time("start", icalcomponent_get_dtstart(event));
    print_time("end", icalcomponent_get_dtend(event));
    fputs(", ", stdout);
    print_text("summary", icalcomponent_get_summary(event));
    fputs(", ", stdout);
    print_text("description", icalcomponent_get_description(event));
    putchar('}');
}

static void print_calendar(const char *folder, const char *path)
{
    char *text = contents(folder, path);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
        fail(path, "is no calendar");
    if (icalcomponent_count_errors(calendar) > 0)
        fail(path, icalcomponent_as_ical_string(calendar));
    putchar('{');
    print_text("path", path);
    fputs(", \"events\": [", stdout);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (const char *between = ""; event; between = ", ") {
        fputs(between, stdout);
        print_event(event);
        event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
    }
    puts("]}");
    icalcomponent_free(calendar);
    free(text);
}

int main(int count, char **arguments)
{
    if (count < 2)
        fail(arguments[0], "needs a folder");
    for (int at = 2; at < count; at++)
        print_calendar(arguments[1], arguments[at]);
    return 0;
}
