using System;
using System.Collections.Immutable;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Options;

/// <summary>A handler string of a configuration file, with its place.</summary>
internal sealed class ConfiguredHandler(string assembly, string type, string method, string path, TextSpan span, LinePositionSpan lines)
{
    public string Assembly { get; } = assembly;

    /// <summary>Metadata name, nested types with <c>+</c>.</summary>
    public string Type { get; } = type;

    public string Method { get; } = method;

    public string Path { get; } = path;

    public TextSpan Span { get; } = span;

    public LinePositionSpan Lines { get; } = lines;
}

/// <summary>
/// Reads handler strings (<c>Assembly::Namespace.Type::Method</c>) from the tools defaults, serverless templates and SAM or CloudFormation templates, JSON or YAML.
/// Looks for exactly the keys that hold one, line by line, so a malformed file yields what can be read.
/// </summary>
internal static class ConfiguredHandlers
{
    // "function-handler": "A::B::C"   Handler: A::B::C   "Handler" : "A::B::C"   - 'A::B::C' under ImageConfig Command
    private static readonly Regex s_handler = new(
        @"(?:^|[\s""'{,])(?:function-handler|image-command|Handler|Command)[""']?\s*:\s*(?:\[\s*)?[""']?(?<assembly>[\w.\-]+)::(?<type>[\w.+`]+)::(?<method>\w+)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline,
        TimeSpan.FromSeconds(1));

    public static ImmutableArray<ConfiguredHandler> Read(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        var handlers = ImmutableArray.CreateBuilder<ConfiguredHandler>();
        foreach (var file in files)
        {
            if (IsConfiguration(Path.GetFileName(file.Path)) && file.GetText(cancellationToken) is { } text)
            {
                Read(file.Path, text, handlers);
            }
        }

        return handlers.ToImmutable();
    }

    private static bool IsConfiguration(string name) =>
        name.Equals("aws-lambda-tools-defaults.json", StringComparison.OrdinalIgnoreCase) || name.Equals("serverless.template", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("template.", StringComparison.OrdinalIgnoreCase);

    private static void Read(string path, SourceText text, ImmutableArray<ConfiguredHandler>.Builder handlers)
    {
        try
        {
            foreach (Match match in s_handler.Matches(text.ToString()))
            {
                var start = match.Groups["assembly"].Index;
                var span = TextSpan.FromBounds(start, match.Groups["method"].Index + match.Groups["method"].Length);
                handlers.Add(new ConfiguredHandler(match.Groups["assembly"].Value, match.Groups["type"].Value, match.Groups["method"].Value, path, span, text.Lines.GetLinePositionSpan(span)));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was read so far stands.
        }
    }
}
