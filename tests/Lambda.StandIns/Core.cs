// Stand-in for Amazon.Lambda.Core and Amazon.Lambda.Serialization.SystemTextJson: names and signatures, no behaviour.
using System;
using System.IO;
using System.Threading.Tasks;

namespace Amazon.Lambda.Core
{
    public interface ILambdaLogger
    {
        void Log(string message);
        void LogLine(string message);
        void LogInformation(string message) => LogLine(message);
        void LogInformation(string message, params object[] args) => LogLine(message);
        void LogWarning(string message) => LogLine(message);
        void LogError(string message) => LogLine(message);
        void LogError(Exception exception, string message, params object[] args) => LogLine(message);
    }

    public interface IClientContext
    {
    }

    public interface ICognitoIdentity
    {
        string IdentityId { get; }
        string IdentityPoolId { get; }
    }

    public interface ILambdaContext
    {
        string AwsRequestId { get; }
        IClientContext ClientContext { get; }
        string FunctionName { get; }
        string FunctionVersion { get; }
        ICognitoIdentity Identity { get; }
        string InvokedFunctionArn { get; }
        ILambdaLogger Logger { get; }
        string LogGroupName { get; }
        string LogStreamName { get; }
        int MemoryLimitInMB { get; }
        TimeSpan RemainingTime { get; }
        string TraceId => "";
    }

    public interface ILambdaSerializer
    {
        T Deserialize<T>(Stream requestStream);
        void Serialize<T>(T response, Stream responseStream);
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method)]
    public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
    {
        public Type SerializerType { get; set; } = serializerType;
    }

    public static class LambdaLogger
    {
        public static void Log(string message)
        {
        }
    }

    public static class LambdaTraceProvider
    {
        public static string CurrentTraceId => "";
    }

    public static class SnapshotRestore
    {
        public static void RegisterBeforeSnapshot(Func<ValueTask> beforeSnapshotAction)
        {
        }

        public static void RegisterAfterRestore(Func<ValueTask> afterRestoreAction)
        {
        }
    }
}

namespace Amazon.Lambda.Serialization.SystemTextJson
{
    public class DefaultLambdaJsonSerializer : Amazon.Lambda.Core.ILambdaSerializer
    {
        public T Deserialize<T>(Stream requestStream) => default!;

        public void Serialize<T>(T response, Stream responseStream)
        {
        }
    }
}
