using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Where the object is kept, how it is used, and what makes it safe. Whole functions are in the corpus.</summary>
public class Lmi1004NotThreadSafeInstanceSharedTests
{
    [Theory]
    [InlineData("private readonly MemoryStream {|LMI1004:_x|} = new();", "_x.WriteByte(1);")]
    [InlineData("private static readonly Random {|LMI1004:_x|} = new(7);", "_x.Next();")]
    [InlineData("public StringBuilder {|LMI1004:X|} { get; } = new();", "X.Append(input);")]
    [InlineData("private readonly MemoryStream {|LMI1004:_x|} = new();", "var alias = _x; alias.Position = 0;")]
    [InlineData("private readonly MemoryStream {|LMI1004:_x|} = new();", "using var reader = new StreamReader(_x);")]
    [InlineData("private readonly MemoryStream {|LMI1004:_x|} = new();", "Use(_x); void Use(Stream stream) => stream.Flush();")]
    [InlineData("private readonly MemoryStream {|LMI1004:_x|} = new(); private MemoryStream Get() => _x;", "Get().Flush();")]
    [InlineData("private readonly List<StringBuilder> {|LMI1004:_x|} = new() { new() };", "_x[0].Append(input);")]
    [InlineData("private readonly ConcurrentDictionary<string, StringBuilder> {|LMI1004:_x|} = new();", "if (_x.TryGetValue(input, out var text)) { text.Append(1); }")]
    [InlineData("private readonly Lazy<HMACSHA256> {|LMI1004:_x|} = new(() => new HMACSHA256());", "_x.Value.ComputeHash(new byte[1]);")]
    [InlineData("private readonly SymmetricAlgorithm {|LMI1004:_x|} = Aes.Create();", "using var transform = _x.CreateEncryptor();")]
    [InlineData("private readonly Holder _holder = new(new MemoryStream()); private sealed class Holder(Stream {|LMI1004:stream|}) { public void Use() => stream.Flush(); }", "_holder.Use();")]
    public Task Reported_at_the_declaration(string member, string use) => Verify.RulesAsync(Function(member, use));

    [Theory]
    [InlineData("private readonly MemoryStream _x = new();", "lock (_gate) { _x.WriteByte(1); }")]
    [InlineData("private readonly Random _x = Random.Shared;", "_x.Next();")]
    [InlineData("private readonly TextWriter _x = Console.Out;", "_x.WriteLine(input);")]
    [InlineData("private readonly Stream _x = Stream.Synchronized(new MemoryStream());", "_x.WriteByte(1);")]
    [InlineData("private readonly StringBuilder _x = new(\"a\");", "_ = _x.ToString() + _x.Length;")]
    [InlineData("private readonly MemoryStream _x = new();", "")]
    [InlineData("[ThreadStatic] private static StringBuilder? _x;", "_x ??= new(); _x.Append(input);")]
    [InlineData("private readonly ThreadLocal<Random> _x = new(() => new Random());", "_x.Value!.Next();")]
    [InlineData("private readonly AsyncLocal<StringBuilder> _x = new();", "_x.Value = new(); _x.Value.Append(input);")]
    [InlineData("private readonly ConcurrentQueue<StringBuilder> _x = new();", "if (_x.TryDequeue(out var text)) { text.Append(1); _x.Enqueue(text); }")]
    [InlineData("private sealed class Own(Stream stream) { public void Use() => stream.Flush(); }", "new Own(new MemoryStream()).Use();")]
    [InlineData("private readonly Func<MemoryStream> _x = () => new MemoryStream();", "_x().Flush();")]
    [InlineData("private readonly MemoryStream _x = new();", "GC.KeepAlive(_x); ArgumentNullException.ThrowIfNull(_x);")]
    public Task Silent(string member, string use) => Verify.RulesAsync(Function(member, use));

    [Fact]
    public Task A_captured_local_of_the_program_is_shared() => Verify.RulesAsync(
        new[]
        {
            ("/0/Test0.cs", """
                using System;
                using System.IO;
                using Amazon.Lambda.Core;
                using Amazon.Lambda.RuntimeSupport;

                var {|LMI1004:journal|} = new MemoryStream();
                var banner = new MemoryStream();
                banner.WriteByte(1);
                Func<string, ILambdaContext, string> handler = (input, context) =>
                {
                    var own = new MemoryStream();
                    own.WriteByte(1);
                    journal.WriteByte(1);
                    return input;
                };
                await LambdaBootstrapBuilder.Create(handler, null!).Build().RunAsync();
                """),
        },
        [],
        output: OutputKind.ConsoleApplication);

    [Fact]
    public Task The_use_may_be_in_another_file() => Verify.RulesAsync(
        new[]
        {
            ("/0/Keeper.cs", "using System.IO;\n\npublic static class Keeper\n{\n    public static readonly MemoryStream {|LMI1004:Journal|} = new();\n}"),
            ("/0/Function.cs", "using Amazon.Lambda.Core;\n\npublic class Function\n{\n    public void Handle(string input, ILambdaContext context) => Keeper.Journal.WriteByte(1);\n}"),
        },
        []);

    private static string Function(string member, string use) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Function
        {
            private readonly object _gate = new();
            {{member}}

            public void Handle(string input, ILambdaContext context)
            {
                {{use}}
            }
        }
        """;
}
