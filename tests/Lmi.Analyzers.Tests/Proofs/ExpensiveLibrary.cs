using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>
/// Types that the knowledge base knows as expensive, by their real names: each counts in <c>Loads</c> how often it was built, and refuses to work once it is disposed. It is an assembly of
/// its own, so that the rules see metadata, as they do with the real library; every round loads it anew, so that counting begins at zero. A type for another rule is added here.
/// </summary>
internal static class ExpensiveLibrary
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Microsoft.ML.OnnxRuntime
        {
            public sealed class SessionOptions : IDisposable
            {
                public int IntraOpNumThreads { get; set; }

                public void Dispose()
                {
                }
            }

            public sealed class InferenceSession : IDisposable
            {
                private static int s_loads;
                private readonly string _modelPath;
                private volatile bool _isDisposed;

                public InferenceSession(string modelPath) : this(modelPath, new SessionOptions())
                {
                }

                public InferenceSession(string modelPath, SessionOptions options)
                {
                    _modelPath = modelPath;
                    Thread.Sleep(1 + options.IntraOpNumThreads);
                    Interlocked.Increment(ref s_loads);
                }

                public static int Loads => Volatile.Read(ref s_loads);

                public IReadOnlyList<string> InputNames => _isDisposed ? throw new ObjectDisposedException(nameof(InferenceSession)) : new[] { _modelPath };

                public void Dispose() => _isDisposed = true;
            }
        }

        namespace PuppeteerSharp
        {
            public sealed class LaunchOptions
            {
                public bool Headless { get; set; }
            }

            public interface IBrowser : IDisposable, IAsyncDisposable
            {
                Task<string> GetVersionAsync();
            }

            public static class Puppeteer
            {
                private static int s_loads;

                public static int Loads => Volatile.Read(ref s_loads);

                public static async Task<IBrowser> LaunchAsync(LaunchOptions options)
                {
                    await Task.Delay(1);
                    Interlocked.Increment(ref s_loads);
                    return new Browser();
                }

                private sealed class Browser : IBrowser
                {
                    private volatile bool _isDisposed;

                    public async Task<string> GetVersionAsync()
                    {
                        await Task.Yield();
                        return _isDisposed ? throw new ObjectDisposedException(nameof(IBrowser)) : "model";
                    }

                    public void Dispose() => _isDisposed = true;

                    public ValueTask DisposeAsync()
                    {
                        _isDisposed = true;
                        return default;
                    }
                }
            }
        }
        """;

    private const string Name = "ExpensiveLibrary";

    private static readonly Lazy<Task<byte[]>> s_assembly = new(CompileAsync);

    public static async Task<MetadataReference> ReferenceAsync() => MetadataReference.CreateFromImage(await s_assembly.Value);

    /// <summary>What the context of a round asks for when it meets this assembly for the first time: its case was compiled against it, so it is there.</summary>
    public static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => name.Name == Name ? context.LoadFromStream(new MemoryStream(s_assembly.Value.Result)) : null;

    private static async Task<byte[]> CompileAsync()
    {
        var references = Verify.Framework;
        var compilation = CSharpCompilation.Create(Name, [CSharpSyntaxTree.ParseText(Source), CSharpSyntaxTree.ParseText(LendingLibrary.Source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }
}
