using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Paths that statements put together in a StringBuilder, and the twins where the text is not the same for all or nobody can know it.</summary>
public class Lmi2001StringBuilderTests
{
    [Theory]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); b.Append(\"a\"); b.Append(\".txt\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(64); b.Append(\"/tmp/\").Append('a'); var p = b.ToString(); File.WriteAllText({|LMI2001:p|}, input);")]
    [InlineData("var b = new StringBuilder().Append(\"/tmp/\"); b.Append($\"a-{7}.txt\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("StringBuilder b; b = new StringBuilder(); b.Append(\"/tmp/a\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(); b.AppendFormat(\"{0}/{1}.txt\", \"/tmp\", \"a\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(\"a.txt\"); b.Insert(0, \"/tmp/\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(); b.Append(\"/tmp/\").Append(Guid.NewGuid()); b.Clear(); b.Append(\"/tmp/a\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); if (b.Length > 0) { b.Append(\"a\"); } else { b.Append(\"b\"); } File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); if (input.Length > 3) { b.Append(\".txt\"); } File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); File.WriteAllText({|LMI2001:b.Append(\"a\").ToString()|}, input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); File.WriteAllText({|LMI2001:b.ToString()|}, input); b.Append(Guid.NewGuid());")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); File.WriteAllText({|LMI2001:b.ToString()|}, input); Fill(b);")]
    [InlineData("foreach (var part in input.Split(',')) { var b = new StringBuilder(\"/tmp/\"); b.Append(\"a\"); File.AppendAllText({|LMI2001:b.ToString()|}, part); }")]
    [InlineData("var p = string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"/tmp/{7}.txt\"); File.WriteAllText({|LMI2001:p|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:Put(\"a\")|}, input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); b.Append(\"1\"); b.Append(\"2\"); b.Append(\"3\"); b.Append(\"4\"); b.Append(\"5\"); b.Append(\"6\"); b.Append(\"7\"); b.Append(\"8\"); b.Append(\"9\"); b.Append(\"0\"); b.Append(\"1\"); b.Append(\"2\"); b.Append(\"3\"); b.Append(\"4\"); b.Append(\"5\"); b.Append(\"6\"); File.WriteAllText({|LMI2001:b.ToString()|}, input);")]
    public Task The_same_for_all(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    /// <summary>The same places with one piece that is unique, or that nobody can know.</summary>
    [Theory]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); b.Append(Guid.NewGuid()); b.Append(\".txt\"); File.WriteAllText(b.ToString(), input); File.Delete(b.ToString());")]
    [InlineData("var n = 64; var b = new StringBuilder(n); b.Append(\"/mnt/efs/a\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(64); b.Append(\"/tmp/\").Append(Guid.NewGuid()); var p = b.ToString(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var b = new StringBuilder().Append(\"/tmp/\"); b.Append($\"a-{Guid.NewGuid()}.txt\"); var p = b.ToString(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("StringBuilder b; b = new StringBuilder(\"/tmp/\"); b.Append(Guid.NewGuid()); var p = b.ToString(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var b = new StringBuilder(); b.AppendFormat(\"{0}/{1}.txt\", \"/tmp\", Guid.NewGuid()); var p = b.ToString(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var b = new StringBuilder(\".txt\"); b.Insert(0, Guid.NewGuid()); b.Insert(0, \"/tmp/\"); var p = b.ToString(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); if (input.Length > 3) { b.Append(Guid.NewGuid()); } else { b.Append(Path.GetRandomFileName()); } var p = b.ToString(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); var first = b.Append(Guid.NewGuid()).ToString(); b.Append(\".txt\"); var p = b.ToString(); File.WriteAllText(p, first); File.Delete(p);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); Fill(b); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); if (input.Length > 3) { Fill(b); } b.Append(\".txt\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); var c = b; c.Append(Guid.NewGuid()); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); var c = b.Append(\"b\"); c.Append(Guid.NewGuid()); b.Append(\"c\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); void Add() => b.Append(Guid.NewGuid()); Add(); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); Add(); File.WriteAllText(b.ToString(), input); void Add() => b.Append(Guid.NewGuid());")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); Action add = () => b.Append(Guid.NewGuid()); add(); b.Append(\".txt\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); using var w = new StringWriter(b); w.Write(Guid.NewGuid()); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); for (var i = 0; i < 1000; i++) { b.Append(\"x\"); } File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); foreach (var c in input) { b.Append((int)c); } b.Append(\".txt\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); while (b.Length < 40) { File.WriteAllText(b.ToString(), input); b.Append(Guid.NewGuid()); }")]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); foreach (var c in input) { b.Append(c); } if (input.Length > 3) { b = new StringBuilder(\"/tmp/b\"); } File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); try { b.Append(Guid.NewGuid()); } catch (ArgumentException) { } File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); switch (input) { case \"x\": b.Append(Guid.NewGuid()); break; } File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); b[0] = input[0]; File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); b.Length = 0; b.Append(input); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = Started(); b.Append(Guid.NewGuid()); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); b = Started(); b.Append(Guid.NewGuid()); File.WriteAllText(b.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); b?.Append(Guid.NewGuid()); File.WriteAllText(b!.ToString(), input);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); File.WriteAllText(b.ToString() + (input.Length > 3 ? b.Append(\"x\") : b.Append(Guid.NewGuid())), input);")]
    [InlineData("var p = string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"/tmp/{Guid.NewGuid()}.txt\"); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Put(Guid.NewGuid().ToString()); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var b = new StringBuilder(\"/tmp/a\"); b.Append(\"1\"); b.Append(\"2\"); b.Append(\"3\"); b.Append(\"4\"); b.Append(\"5\"); b.Append(\"6\"); b.Append(\"7\"); b.Append(\"8\"); b.Append(\"9\"); b.Append(\"1\"); b.Append(\"2\"); b.Append(\"3\"); b.Append(\"4\"); b.Append(\"5\"); b.Append(\"6\"); b.Append(\"7\"); b.Append(\"8\"); File.WriteAllText(b.ToString(), input);")]
    public Task Not_what_is_unique_or_unknown(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    private const string Helpers = """
            private static StringBuilder Started() => new StringBuilder("/tmp/a");
            private static void Fill(StringBuilder text) => text.Append(Guid.NewGuid());
            private static string Put(string name) { var b = new StringBuilder("/tmp/"); b.Append(name); b.Append(".txt"); return b.ToString(); }
        """;
}
