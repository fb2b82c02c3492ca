using System.Globalization;
using System.Net;
using System.Text;

namespace FleetSimulation;

/// <summary>Writes a report as one page that needs nothing else: styles and drawings are in it, scripts there are none.</summary>
internal sealed class HtmlReport
{
    private const int PlotHeight = 220;
    private const int LabelHeight = 22;
    private const int Lines = 4;
    private const int MostLabels = 12;

    private readonly Report _report;
    private readonly StringBuilder _html = new();
    private int _charts;

    private HtmlReport(Report report) => _report = report;

    public static string Write(Report report)
    {
        var page = new HtmlReport(report);
        page.WritePage();
        return page._html.ToString();
    }

    private void WritePage()
    {
        using var styles = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("page.css")!);
        Line($"<!doctype html>\n<html lang=\"{_report.Language}\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        Line($"<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{Text(_report.Title)}</title>\n<style>\n{styles.ReadToEnd()}</style>\n</head>\n<body>\n<main>");
        Line($"<header><h1>{Text(_report.Title)}</h1><p>{Text(_report.Subtitle)}</p></header>");
        Line("<dl class=\"figures\">");
        foreach (var (name, value, share) in _report.Figures)
            Line($"<div><dt>{Text(name)}</dt><dd>{Text(value)}{(share is null ? "" : $" <small>{Text(share)}</small>")}</dd></div>");
        Line("</dl>");
        foreach (var chart in _report.ByMonth)
            WriteColumns(chart);
        Line("<div class=\"pair\">");
        foreach (var chart in _report.ByReason.Where(chart => chart.Labels.Count > 0))
            WriteBars(chart);
        WriteAccounts();
        Line("</div>");
        WriteTable();
        Line($"<footer class=\"{(_report.IsReconciled ? "right" : "wrong")}\"><p>{Text(_report.Verdict)}</p><p>{Text(_report.Counted)}</p></footer>\n</main>\n</body>\n</html>");
    }

    /// <summary>Columns by month. All that is across is a share of the width, so that letters keep their size on any screen.</summary>
    private void WriteColumns(Chart chart)
    {
        var (least, step) = Scale(chart.Least, chart.Most);
        var most = Math.Ceiling((chart.Most - least) / step) * step + least;
        decimal Y(decimal value) => 8 + (PlotHeight * (most - value) / Math.Max(step, most - least));

        var slot = 100m / chart.Labels.Count;
        var each = (chart.Labels.Count + MostLabels - 1) / MostLabels;
        BeginFigure(chart);
        Line($"<div class=\"plot\"><svg class=\"axis\" width=\"64\" height=\"{PlotHeight + 8 + LabelHeight}\" aria-hidden=\"true\">");
        for (var value = least; value <= most; value += step)
            Line($"<text x=\"56\" y=\"{N(Y(value) + 4)}\" text-anchor=\"end\">{Text(value.ToString(step < 1 ? "N1" : "N0", _report.Culture))}</text>");
        Line($"</svg>\n<svg width=\"100%\" height=\"{PlotHeight + 8 + LabelHeight}\" role=\"img\" aria-labelledby=\"chart-{_charts}\">\n<title id=\"chart-{_charts}\">{Text(chart.Title)}</title>");
        for (var value = least; value <= most; value += step)
            Line($"<line class=\"{(value == 0 ? "zero" : "grid")}\" x1=\"0\" x2=\"100%\" y1=\"{N(Y(value))}\" y2=\"{N(Y(value))}\"/>");
        for (var place = 0; place < chart.Labels.Count; place++)
        {
            var sum = 0m;
            for (var i = 0; i < chart.Series.Count; i++)
            {
                var value = chart.Series[i].Values[place];
                var (from, to) = chart.Kind == ChartKind.Stacked ? (sum, sum += value) : (0, value);
                var width = chart.Kind == ChartKind.Stacked ? slot * 0.7m : slot * 0.8m / chart.Series.Count;
                var x = (slot * place) + (chart.Kind == ChartKind.Stacked ? slot * 0.15m : (slot * 0.1m) + (width * i));
                if (value != 0)
                {
                    Line($"<rect class=\"s{i}\" x=\"{N(x)}%\" width=\"{N(width)}%\" y=\"{N(Y(Math.Max(from, to)))}\" height=\"{N(Math.Abs(Y(from) - Y(to)))}\">"
                        + $"<title>{Text($"{chart.Labels[place]}, {chart.Series[i].Name}: {value.ToString(chart.Format, _report.Culture)}")}</title></rect>");
                }
            }

            if (place % each == 0)
                Line($"<text class=\"{(place / each % 2 == 0 ? "even" : "odd")}\" x=\"{N((slot * place) + (slot / 2))}%\" y=\"{PlotHeight + 8 + 17}\" text-anchor=\"middle\">{Text(chart.ShortLabels[place])}</text>");
        }

        Line("</svg></div>\n</figure>");
    }

    private void WriteBars(Chart chart)
    {
        BeginFigure(chart);
        Line("<ul class=\"bars\">");
        for (var place = 0; place < chart.Labels.Count; place++)
        {
            var value = chart.Series[0].Values[place];
            var width = chart.Most == 0 ? 0 : value / chart.Most * 100;
            Line($"<li><span>{Text(chart.Labels[place])}</span><b>{Text(value.ToString(chart.Format, _report.Culture))}</b>"
                + $"<svg width=\"100%\" height=\"8\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"8\" rx=\"2\"/><rect class=\"s0\" width=\"{N(width)}%\" height=\"8\" rx=\"2\"/></svg></li>");
        }

        Line("</ul>\n</figure>");
    }

    private void WriteAccounts()
    {
        Line($"<section><h2>{Text(_report.Text("accounts.title"))}</h2>\n<table class=\"accounts\">");
        foreach (var (name, amount, isSum) in _report.Accounts)
            Line($"<tr{(isSum ? " class=\"sum\"" : "")}><th scope=\"row\">{Text(name)}</th><td>{Text(amount)}</td></tr>");
        Line("</table></section>");
    }

    /// <summary>What the pictures show, for who can't see them or wants the figures.</summary>
    private void WriteTable()
    {
        Line($"<details><summary>{Text(_report.Text("table"))}</summary>\n<div class=\"wide\"><table>\n<thead><tr><th></th>");
        foreach (var chart in _report.ByMonth)
            Line($"<th colspan=\"{chart.Series.Count}\" scope=\"colgroup\">{Text(chart.Title)}</th>");
        Line($"</tr>\n<tr><th scope=\"col\">{Text(_report.Text("table.month"))}</th>");
        foreach (var series in _report.ByMonth.SelectMany(chart => chart.Series))
            Line($"<th scope=\"col\">{Text(series.Name)}</th>");
        Line("</tr></thead>\n<tbody>");
        for (var place = 0; place < _report.ByMonth[0].Labels.Count; place++)
        {
            var cells = _report.ByMonth.SelectMany(chart => chart.Series.Select(series => $"<td>{Text(series.Values[place].ToString(chart.Format, _report.Culture))}</td>"));
            Line($"<tr><th scope=\"row\">{Text(_report.ByMonth[0].Labels[place])}</th>{string.Concat(cells)}</tr>");
        }

        Line("</tbody></table></div></details>");
    }

    private void BeginFigure(Chart chart)
    {
        _charts++;
        Line($"<figure><figcaption><h2>{Text(chart.Title)}</h2>");
        if (chart.Kind != ChartKind.Bars)
            Line($"<p class=\"legend\">{string.Concat(chart.Series.Select((series, i) => $"<span><svg width=\"10\" height=\"10\" aria-hidden=\"true\"><rect class=\"s{i}\" width=\"10\" height=\"10\" rx=\"2\"/></svg>{Text(series.Name)}</span>"))}</p>");
        Line("</figcaption>");
    }

    /// <summary>Where an axis begins, and its steps: 1, 2 or 5 and zeros.</summary>
    private static (decimal Least, decimal Step) Scale(decimal least, decimal most)
    {
        var rough = Math.Max(most - least, 1) / Lines;
        var power = 1m;
        while (power * 10 <= rough)
            power *= 10;
        while (power > rough)
            power /= 10;
        var step = power * (rough <= power ? 1 : rough <= power * 2 ? 2 : rough <= power * 5 ? 5 : 10);
        return (Math.Floor(least / step) * step, step);
    }

    private void Line(string html) => _html.Append(html).Append('\n');

    private static string N(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
